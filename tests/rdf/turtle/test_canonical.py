"""`format`: one layout for a graph, comments kept, meaning kept, nothing written when something is wrong."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic
from support.clone_command import Command

import paradiplomacy
from paradiplomacy.errors import DataError, UnreadableInput, UsageError
from paradiplomacy.rdf.namespaces import OWL, RDFS
from paradiplomacy.rdf.turtle import longturtle
from paradiplomacy.rdf.turtle.canonical import canonical, format_files
from paradiplomacy.release import home, own_files

HERE = Path("x.ttl")

MESSY = """\
# the header
@prefix x: <http://x/> .
# more of it
@prefix unused: <http://unused/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .

# about b
  # indented

# and more
x:b x:q "two" , "one"@en ; a x:C .
# about a
x:a x:p x:b, \"\"\"a
# no comment
.\"\"\" .
# the axiom
[] a owl:AllDisjointClasses ; owl:members ( x:a x:b ) .
# b again
x:b x:r [ x:s 1 ; x:t [ x:u 2 ] ] .
# at the end
"""

TIDY = """\
# the header
# more of it

PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX x: <http://x/>

# about a
x:a
    x:p
        x:b ,
        \"\"\"a
# no comment
.\"\"\" ;
.

# about b
# indented
# and more
# b again
x:b
    a x:C ;
    x:q
        "two" ,
        "one"@en ;
    x:r
        [
            x:s 1 ;
            x:t
                [
                    x:u 2 ;
                ] ;
        ] ;
.

# the axiom
[]    a owl:AllDisjointClasses ;
    owl:members (
        x:a
        x:b
    ) ;
.

# at the end
"""


def fingerprint(text: str) -> str:
    dataset = ox.Dataset(ox.parse(text, format=ox.RdfFormat.TURTLE))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return "\n".join(sorted(map(str, dataset)))


def test_the_form() -> None:
    assert canonical(MESSY, HERE) == TIDY
    assert canonical(TIDY, HERE) == TIDY


@pytest.mark.parametrize("seed", ["0", "1", "2", "3"])
def test_the_hash_seed_makes_no_difference(seed: str, tmp_path: Path) -> None:
    text = MESSY + "".join(
        f"x:n{n} x:p [ x:q [ x:r {n} ] , ( 1 [ x:s x:a ] ) ] , _:n{n} . _:n{n} x:p _:m{n} . _:m{n} x:p _:n{n} .\n"
        f"[] a x:C ; x:members ( x:a x:n{n} ) .\n"
        for n in range(5)
    )
    path = tmp_path / "a.ttl"
    path.write_text(text, encoding="utf-8")
    source = Path(paradiplomacy.__file__).parent.parent
    done = subprocess.run(
        [sys.executable, "-m", "paradiplomacy", "format", str(path)],
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(source)},
        check=False,
    )
    assert done.returncode == 0
    assert path.read_text(encoding="utf-8") == canonical(text, HERE)


def test_order_and_names_of_blank_nodes_make_no_difference() -> None:
    lines = [f"x:s{n} x:p _:n{n} . _:n{n} x:q {n} ; x:r _:n{(n + 1) % 6} ." for n in range(6)]
    # Literals of equal value have no order of their own.
    lines += [f"x:v x:p {literal} ." for literal in ("1", "01", "001", "1.0", "1.00", "1e0")]
    lines += [f"[] a x:C ; x:members ( x:s{n} [ x:p {n} ] ) ." for n in range(4)]
    expected = canonical("PREFIX x: <http://x/>\n" + "\n".join(lines), HERE)
    for seed in range(5):
        random.Random(seed).shuffle(lines)
        text = "PREFIX x: <http://x/>\n" + "\n".join(lines).replace("_:n", f"_:other{seed}")
        assert canonical(text, HERE) == expected


LITERALS = [
    "05", "+5", "-0", '"5"^^xsd:integer', '"five"^^xsd:integer', '""^^xsd:integer',
    "1.50", ".5", '"5"^^xsd:decimal', '"5."^^xsd:decimal', '"x"^^xsd:decimal',
    "1e0", "1.5E-3", "123456789.123456789e0", '"INF"^^xsd:double', '"1"^^xsd:double',
    "true", '"1"^^xsd:boolean', '"yes"^^xsd:boolean',
    '"1999"^^xsd:gYear', '"--07"^^xsd:gMonth', '"P1Y"^^xsd:duration', '"P365D"^^xsd:duration',
    '"1997-04-23Z"^^xsd:date', '"soon"^^xsd:date', '"24:00:00"^^xsd:time',
    '"a\\\\b\\"c\\td\\re"', '"line\\nline"', '"ends with \\""', '"\\n\\""', '"\\n\\\\"', '"\\n\\"\\"\\"x"',
    '"알다"@ko', '"x"@EN-gb', '"\\u0000\\u0007"', '"<b>"^^<http://x/y z>'.replace(" ", ""),
    '"  b "^^xsd:token',
]  # fmt: skip


@pytest.mark.parametrize("literal", LITERALS)
def test_literals_stay_as_written(literal: str) -> None:
    text = (
        "PREFIX x: <http://x/>\nPREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\n"
        f"x:a x:p {literal} ; x:q ( {literal} ) ."
    )
    new = canonical(text, HERE)
    assert fingerprint(new) == fingerprint(text)
    assert canonical(new, HERE) == new


def test_a_bad_literal_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    canonical('<http://x/a> <http://x/p> "x"^^<http://www.w3.org/2001/XMLSchema#integer> .', HERE)
    assert capfd.readouterr() == ("", "")


IRIS = [
    "x:a\\,b",
    "x:a\\(b\\)",
    "<http://x/a%20b>",
    "<http://x/a/b>",
    "<http://x/>",
    "x:a.b",
    "x:1",
    "<http://x/a.>",
    "<http://x/-a>",
    "x:a\\'b",
    "<urn:a:b>",
    "<http://x/é>",
    "x:%C3%A9",
    "<http://x/100%25>",
]


@pytest.mark.parametrize("iri", IRIS)
def test_iris_stay_as_they_are(iri: str) -> None:
    text = f"PREFIX x: <http://x/>\n# note\n{iri} {iri} {iri} ; x:p x:p ."
    new = canonical(text, HERE)
    assert fingerprint(new) == fingerprint(text)
    assert "# note\n" in new
    assert canonical(new, HERE) == new


def test_prefixes() -> None:
    """A prefix is neither invented nor declared in vain; rdflib's own bindings do not win over the file's."""
    text = (
        "PREFIX geo: <http://www.w3.org/2003/01/geo/wgs84_pos#>\nPREFIX schema: <http://own/>\n"
        "<http://x/a> geo:lat 1.5 ; schema:name <http://y/b> ; <http://z/p> ( 1 ) ."
    )
    assert canonical(text, HERE) == (
        "PREFIX geo: <http://www.w3.org/2003/01/geo/wgs84_pos#>\nPREFIX schema: <http://own/>\n\n"
        "<http://x/a>\n    schema:name <http://y/b> ;\n    geo:lat 1.5 ;\n"
        "    <http://z/p> (\n        1\n    ) ;\n.\n"
    )


def test_without_prefixes() -> None:
    text = "# header\n@prefix un: <http://u/> .\n# note\n<http://x/a> <http://x/b> 1 .\n"
    new = canonical(text, HERE)
    assert new == "# header\n# note\n<http://x/a>\n    <http://x/b> 1 ;\n.\n"
    assert canonical(new, HERE) == new


def test_line_ends_and_byte_order_marks_are_made_uniform(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_bytes(b"\xef\xbb\xbfPREFIX x: <http://x/>\r\n# note\r\nx:a x:b x:c .\r\n")
    assert format_files([path]) == ([path], 1)
    assert path.read_bytes() == b"PREFIX x: <http://x/>\n\n# note\nx:a\n    x:b x:c ;\n.\n"


def test_a_comment_before_blank_nodes_follows_them() -> None:
    text = "PREFIX x: <http://x/>\n" + "".join(
        f"# number {n}\n[] a x:C ; x:n {n} ; x:l ( {n} [ x:p {n} ] ) .\n" for n in range(6)
    )
    new = canonical(text, HERE)
    for n in range(6):
        assert f"x:n {n} " in new.partition(f"# number {n}\n")[2].partition("# number")[0]


LOST = {
    "inside a block": ("x:a x:p 1 ; # why\n x:q 2 .", 2, 2),
    "inside a list": ("x:a\n x:p (\n # why\n 1 ) .", 4, 2),
    "between subject and predicate": ("x:a\n\n# why\n x:p 1 .", 4, 2),
    "beside the dot": ("x:a x:p 1 . # why", 2, 2),
    "beside a later dot": ("\nx:a x:p\n 1 . # why\nx:b x:p 1 .", 4, 4),
    "beside a prefix": ("x:a x:p 1 .\n@prefix y: <http://y/> . # why", 3, 3),
    "within a prefix": ("x:a x:p 1 .\nPREFIX y: # why\n <http://y/>", 3, 3),
}


@pytest.mark.parametrize("case", LOST)
def test_a_comment_that_would_be_lost_is_refused(case: str, tmp_path: Path) -> None:
    text, line, start = LOST[case]
    path = tmp_path / "a.ttl"
    path.write_text("PREFIX x: <http://x/>\n" + text, encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(DataError, match=rf"a\.ttl:{line}: a comment .* on line {start}\.$"):
        format_files([path])
    assert path.read_bytes() == before


def test_a_comment_before_a_node_that_moves_is_refused() -> None:
    text = "PREFIX x: <http://x/>\n# why\n_:n x:p 1 .\nx:a x:q _:n ."
    with pytest.raises(DataError, match="'# why' stands before a node without an IRI"):
        canonical(text, HERE)


def test_a_text_whose_meaning_would_change_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.ttl"
    text = "<http://x/a> <http://x/b> 1 ."
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(longturtle, "serialise", lambda *_: text.replace("1", "2"))
    with pytest.raises(DataError, match=r"a\.ttl cannot be put .* without changing what it says"):
        format_files([path])
    assert path.read_text(encoding="utf-8") == text


def test_one_bad_file_leaves_all_unchanged(tmp_path: Path) -> None:
    good, bad = tmp_path / "a.ttl", tmp_path / "b.ttl"
    good.write_text("<http://x/a> <http://x/b> 1 .", encoding="utf-8")
    bad.write_text("<http://x/a> <http://x/b>", encoding="utf-8")
    with pytest.raises(UnreadableInput, match=r"b\.ttl, line 1"):
        format_files([good, bad])
    assert good.read_text(encoding="utf-8") == "<http://x/a> <http://x/b> 1 ."


def test_a_failed_write_leaves_the_file_and_no_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.ttl"
    path.write_text("<http://x/a> <http://x/b> 1 .", encoding="utf-8")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(UnreadableInput, match=r"a\.ttl cannot be written: No space left on device"):
        format_files([path])
    assert path.read_text(encoding="utf-8") == "<http://x/a> <http://x/b> 1 ."
    assert list(tmp_path.iterdir()) == [path]


def test_a_read_only_file_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.ttl"
    path.write_text("<http://x/a> <http://x/b> 1 .", encoding="utf-8")
    path.chmod(0o444)
    if os.access(path, os.W_OK):  # root may write anywhere
        monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(UnreadableInput, match="it is read-only; it is left as it was"):
        format_files([path])
    assert path.read_text(encoding="utf-8") == "<http://x/a> <http://x/b> 1 ."


def test_the_mode_of_a_file_and_a_link_are_kept(tmp_path: Path) -> None:
    path, link = tmp_path / "a.ttl", tmp_path / "link.ttl"
    path.write_text("<http://x/a> <http://x/b> 1 .", encoding="utf-8")
    path.chmod(0o640)
    link.symlink_to(path)
    format_files([link])
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o640
    assert path.read_text(encoding="utf-8").endswith("1 ;\n.\n")


def test_other_formats_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.nt"
    path.write_text("<http://x/a> <http://x/b> <http://x/c> .\n", encoding="utf-8")
    with pytest.raises(UsageError, match="only Turtle"):
        format_files([path])


def test_no_files_is_a_failure() -> None:
    with pytest.raises(DataError, match="no Turtle file"):
        format_files([])


def test_the_command(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text(MESSY, encoding="utf-8")
    done = command("format", "--check", path)
    assert (done.returncode, done.stdout) == (1, "a.ttl\n")
    assert done.stderr == "1 file read, 1 not in canonical form.\n"
    assert path.read_text(encoding="utf-8") == MESSY
    done = command("format", path)
    assert (done.returncode, done.stdout) == (0, "a.ttl\n")
    assert path.read_text(encoding="utf-8") == TIDY
    done = command("format", "--check", path)
    assert (done.returncode, done.stdout) == (0, "")


BAD_INPUT = {
    "syntax error": (b"<http://x/a> <http://x/b>\n<http://x/c>", "line 2"),
    "wrong encoding": ('<http://x/a> <http://x/b> "é" .'.encode("latin-1"), "UTF-8"),
    "empty": (b"", "empty"),
    "comments only": (b"# nothing\n", "no triple"),
    "a relative IRI": (b"<a> <b> <c> .", "line 1"),
}


@pytest.mark.parametrize("case", BAD_INPUT)
@pytest.mark.parametrize("option", [[], ["--check"]])
def test_bad_input(case: str, option: list[str], command: Command, tmp_path: Path) -> None:
    data, said = BAD_INPUT[case]
    path = tmp_path / "bad.ttl"
    path.write_bytes(data)
    done = command("format", *option, "bad.ttl")
    assert (done.returncode, done.stdout, path.read_bytes()) == (2, "", data)
    assert "bad.ttl" in done.stderr
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_missing_file(command: Command) -> None:
    done = command("format", "gone.ttl")
    assert done.returncode == 2
    assert "gone.ttl does not exist" in done.stderr


def test_our_own_files() -> None:
    paths = own_files()
    assert paths
    assert format_files(paths, check=True) == ([], len(paths))


@pytest.mark.parametrize("name", ["paradiplomacy.ttl", "schemes.ttl"])
def test_the_form_is_rdflibs_but_for_comments_order_and_unused_prefixes(name: str) -> None:
    path = home() / "ontology" / name
    ours = canonical(path.read_text(encoding="utf-8"), path)
    graph = rdflib.Graph(bind_namespaces="none").parse(path)  # its own "geo" is another vocabulary
    theirs = graph.serialize(format="longturtle", canon=True)
    assert set(_prefixes(ours)) <= set(_prefixes(theirs))
    assert sorted(_blocks(ours)) == sorted(_blocks(theirs))
    assert isomorphic(graph, rdflib.Graph().parse(data=ours))


def _prefixes(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("PREFIX")]


def _blocks(text: str) -> list[str]:
    lines = [line for line in text.splitlines() if line and not line.startswith(("#", "PREFIX"))]
    return "\n".join(lines).removesuffix("\n.").split("\n.\n")


@pytest.mark.parametrize(
    ("name", "new"),
    [
        ("ontology/paradiplomacy.ttl", "para:Atoll a owl:Class ; rdfs:subClassOf para:City , para:Record ."),
        ("ontology/paradiplomacy.ttl", "para:aim a owl:ObjectProperty ; rdfs:range para:Objective ."),
        ("ontology/schemes.ttl", "id:sector-fishery a para:Sector ; skos:broader id:sector-economy ."),
    ],
)
def test_a_new_term_changes_no_other_line(name: str, new: str) -> None:
    text = (home() / name).read_text(encoding="utf-8")
    before = text.splitlines()
    after = canonical(f"{text}\n{new}\n", HERE).splitlines()
    start = after.index(new.split()[0])
    end = after.index(".", start) + 2
    assert before == after[:start] + after[end:]


def test_the_order_of_blocks() -> None:
    triples = """
        x:a-2 x:p 1 . x:z x:part x:a-quote . x:a x:has x:a-quote ; x:near x:a-2-end .
        x:a-quote x:p 1 . x:a-2-end x:p 1 .
        x:B a owl:Class . x:0 x:p x:B . x:o a owl:Ontology . x:p a owl:ObjectProperty . x:A a rdfs:Class .
    """
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in (("x", "http://x/"), ("owl", OWL), ("rdfs", RDFS)))
    blocks = _blocks(canonical(prefixes + triples, HERE))
    names = [block.split()[0].removeprefix("x:") for block in blocks]
    assert names == ["o", "A", "B", "p", "0", "a", "a-2-end", "a-quote", "a-2", "z"]


def test_a_quote_stands_beside_its_passage() -> None:
    for path in own_files():
        subjects = [block.split()[0] for block in _blocks(path.read_text(encoding="utf-8")) if block.strip()]
        quotes = [name for name in subjects if name.endswith("-quote")]
        for name in quotes:
            assert subjects.index(name) - subjects.index(name.removesuffix("-quote")) <= 2
