"""`locate`: where a statement starts, in Turtle of any layout."""

from __future__ import annotations

import gzip
from pathlib import Path

import pyoxigraph as ox
import pytest

from paradiplomacy.errors import file_name
from paradiplomacy.rdf.facts import TYPE
from paradiplomacy.rdf.turtle.locate import Locator, find_lines
from paradiplomacy.rdf.turtle.outline import outline
from paradiplomacy.release import home
from paradiplomacy.validation import placing
from paradiplomacy.validation.findings import Finding
from paradiplomacy.validation.input import read_input

X = "http://x/"

# Each case: text, and the subjects (without the namespace) with the line on which their block starts.
LAYOUTS = {
    "one statement a line": ("PREFIX x: <http://x/>\nx:a x:p x:b .\nx:b x:p x:a .", [("a", 2), ("b", 3)]),
    "escapes in strings": (
        'PREFIX x: <http://x/>\nx:a x:p "a \\" . # b \\\\", "" .\nx:b x:p """a "b" \\""" .\n""" .\nx:c x:p "\\"" .',
        [("a", 2), ("b", 3), ("c", 5)],
    ),
    "several on one line": (
        "@prefix x: <http://x/> . x:a x:p 1.x:b x:p 2.5 .\nx:c x:p .5 .",
        [("a", 1), ("b", 1), ("c", 2)],
    ),
    "dots in names and numbers": (
        "PREFIX x: <http://x/>\nx:a.b x:p x:c.d, 1.5e3, -.5 .\nx:e x:p true.",
        [("a.b", 2), ("e", 3)],
    ),
    "strings": (
        'PREFIX x: <http://x/>\nx:a x:p "x:no x:p . # \\" ; .", \'it is "so". \' .\nx:b x:p "" .',
        [("a", 2), ("b", 3)],
    ),
    "long strings": (
        'PREFIX x: <http://x/>\nx:a x:p """\nx:no x:p "1" .\n""quoted"" \\""" .\n""" .\nx:b x:p \'\'\'\n.\'\'\' .',
        [("a", 2), ("b", 6)],
    ),
    "comments": (
        "PREFIX x: <http://x/> # <http://no/> .\n# x:no x:p x:q .\nx:a # x:no .\n x:p x:b . # x:n x:p 1 .\nx:b x:p 1 .",
        [("a", 3), ("b", 5)],
    ),
    "signs in IRIs": (
        "<http://x/a#b> <http://x/p;q> <http://x/.> .\n<http://x/c> a <http://x/d> .",
        [("a#b", 1), ("c", 2)],
    ),
    "base": ("@base <http://x/> .\n<a> <p> <b> .\nBASE <http://x/y/>\n<c> <p> <../d> .", [("a", 2), ("y/c", 4)]),
    "escapes": ("PREFIX x: <http://x/>\nx:a\\,b x:p 1 .\n<http://x/\\u0063> x:p 1 .", [("a,b", 2), ("c", 3)]),
    "brackets": (
        "PREFIX x: <http://x/>\nx:a x:p [ x:q ( 1 2 3 ) ; x:r x:no ] ;\n x:s ( [ x:t 1 ] ) .\nx:b x:p 1 .",
        [("a", 2), ("b", 4)],
    ),
    "a prefix given twice": ("PREFIX x: <http://no/>\nPREFIX x: <http://x/>\nx:a x:p 1 .", [("a", 3)]),
    "carriage returns": ("PREFIX x: <http://x/>\r\n\r\nx:a x:p 1 .\r\n", [("a", 3)]),
    "a byte order mark": ("\ufeffPREFIX x: <http://x/>\nx:a x:p 1 .", [("a", 2)]),
    "the empty prefix": ("@prefix : <http://x/> .\n:a :p :b .", [("a", 2)]),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_blocks(layout: str) -> None:
    text, expected = LAYOUTS[layout]
    found = [(block.subject.removeprefix(X), block.line) for block in outline(text).blocks]
    assert found == expected
    triples = ox.parse(text.removeprefix("\ufeff"), format=ox.RdfFormat.TURTLE)
    subjects = {triple.subject.value for triple in triples if isinstance(triple.subject, ox.NamedNode)}
    assert subjects == {X + name for name, _ in expected}, "the case itself is wrong"


def test_nodes_without_a_name() -> None:
    text = "PREFIX x: <http://x/>\n[] x:p 1 .\n[ x:p 1 ] .\n( 1 2 ) x:p 1 .\n_:b x:p 1 .\nx:a x:p 1 ."
    found = [(block.subject, block.line) for block in outline(text).blocks]
    assert found == [("", 2), ("", 3), ("", 4), ("_:b", 5), (f"{X}a", 6)]


def test_predicates_of_the_subject_only() -> None:
    text = "PREFIX x: <http://x/>\nx:a a x:C ;\n x:p 1, [ x:inner 2 ; x:inner2 3 ] ;\n ;\n x:q 3 ; .\n[] x:r 1 ."
    first, second = outline(text).blocks
    assert first.predicates == [TYPE.value, f"{X}p", f"{X}q"]
    assert second.predicates == [f"{X}r"]


def test_used_prefixes() -> None:
    text = 'PREFIX x: <http://x/>\nPREFIX y: <http://y/>\nPREFIX z: <http://z/>\nx:a <http://p> "z:"^^y:d .'
    assert outline(text).used_prefixes == {"x", "y"}


def test_the_best_of_several_blocks(tmp_path: Path) -> None:
    one, two = tmp_path / "one.ttl", tmp_path / "two.ttl"
    one.write_text("PREFIX x: <http://x/>\nx:a x:q 1 .\n", encoding="utf-8")
    two.write_text("PREFIX x: <http://x/>\n\nx:a a x:C .\n\nx:a x:p 1 .\n", encoding="utf-8")
    locator = Locator([one, two])
    assert locator.find(f"{X}a") == (two, 3)
    assert locator.find(f"{X}a", f"{X}p") == (two, 5)
    assert locator.find(f"{X}a", f"{X}q") == (one, 2)
    assert locator.find(f"{X}a", f"{X}r") == (two, 3)
    assert locator.find(f"{X}b") is None


def test_a_file_that_has_gone_has_no_lines(tmp_path: Path) -> None:
    assert Locator([tmp_path / "gone.ttl"]).find(f"{X}a") is None


def test_our_own_files_are_read_as_a_parser_reads_them() -> None:
    """Every subject that the parser finds in our files has a block, and no block has another subject."""
    paths = sorted(home().glob("*/*.ttl"))
    assert paths
    for path in paths:
        parsed = {
            quad.subject.value
            for quad in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE)
            if isinstance(quad.subject, ox.NamedNode)
        }
        plan = outline(path.read_text(encoding="utf-8"))
        assert {block.subject for block in plan.blocks if block.subject} == parsed


@pytest.mark.parametrize(
    "value",
    [
        '"""' + r"\"" * 500_000 + '"""',
        '"""' + 'a"' * 500_000 + ' """',
        '"' + r"\\" * 500_000 + '"',
        "<" + "x" * 500_000 + ">",
    ],
    ids=["escaped quotes", "quotes", "backslashes", "an IRI"],
)
def test_a_long_value_is_one_token(value: str) -> None:
    assert [(block.subject, block.line) for block in outline(f"<s> <p> {value} .\n<t> <p> 1 .").blocks] == [
        ("s", 1),
        ("t", 2),
    ]


@pytest.mark.parametrize(
    "hostile",
    [
        '"""' + r"\"" * 50_000,
        '"' + "\\\\" * 50_000,
        '"' * 50_000 + "'",
        "<" * 50_000,
        "a" + "." * 50_000,
        "<" + r"\u0041" * 50_000,
    ],
    ids=["escaped quotes", "backslashes", "quotes", "open IRIs", "dots", "an open IRI"],
)
def test_text_that_never_ends_does_not_hold_the_scanner(hostile: str) -> None:
    # Where the time grew with the square of the length, this would take hours.
    assert outline(f"<s> <p> {hostile}").blocks[0].subject == "s"


NTRIPLES = f"""\
# a comment
<{X}a> <{X}label> "A"@en .
<{X}b> <{X}label> "B"@en .
<{X}a> <{X}year> "1999" .
<{X}a> <{X}year> "2000" .
"""


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "with a byte order mark"])
def test_in_a_large_file_the_line_of_the_property_wins(tmp_path: Path, mark: str, packed: bool) -> None:
    data = (mark + NTRIPLES).encode()
    path = tmp_path / ("graph.nt.gz" if packed else "graph.nt")
    path.write_bytes(gzip.compress(data) if packed else data)
    wanted = [(f"{X}a", f"{X}year"), (f"{X}a", ""), (f"{X}a", f"{X}party"), (f"{X}b", ""), (f"{X}c", "")]
    assert find_lines(path, wanted) == {wanted[0]: 4, wanted[1]: 2, wanted[2]: 2, wanted[3]: 3}


def test_a_large_file_may_have_any_layout(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    text = """@prefix x: <http://x/> . x:a x:p "a" ,\n  \'\'\'b\nc\'\'\' ; x:q\n 1 . x:b x:p x:c\n ."""
    path.write_text(text, encoding="utf-8")
    wanted = {(f"{X}a", f"{X}p"): 1, (f"{X}a", f"{X}q"): 4, (f"{X}b", ""): 4}
    assert find_lines(path, wanted) == wanted


def test_a_packed_file_has_lines(tmp_path: Path) -> None:
    path = tmp_path / "graph.nt.gz"
    path.write_bytes(gzip.compress(NTRIPLES.encode()))
    assert Locator([path]).find(f"{X}b") == (path, 3)


@pytest.mark.parametrize("name", ["graph.nt", "graph.nt.gz"])
def test_the_findings_of_a_large_file_have_lines_without_an_outline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(NTRIPLES.encode()) if name.endswith(".gz") else NTRIPLES.encode())
    findings = [Finding("violation", f"{X}a", "", predicate=f"{X}year"), Finding("warning", f"{X}b", "")]
    monkeypatch.setattr(placing, "LARGE", 1)
    monkeypatch.setattr(Locator, "_read", lambda self, file: pytest.fail(f"{file} was outlined"))
    with read_input([path]) as given:
        placed = placing.placed(findings, given)
    assert {(found.focus, found.file, found.line) for found in placed} == {(f"{X}a", path, 4), (f"{X}b", path, 3)}


def test_names_of_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = tmp_path / "data" / "x.ttl"
    assert file_name(inside) == str(inside)
    monkeypatch.chdir(tmp_path)
    assert file_name(inside) == str(Path("data", "x.ttl"))
    assert file_name(Path("data/x.ttl")) == str(Path("data", "x.ttl"))
