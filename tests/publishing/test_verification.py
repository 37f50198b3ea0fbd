"""Copies: what is ours is known in every form and part, and a change, however small, is told with its record."""

from __future__ import annotations

import csv
import gzip
import json
import re
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
from support.published_site import VERSION, published_files, release

from paradiplomacy.commands.main import main
from paradiplomacy.errors import UnreadableInput
from paradiplomacy.publishing.digest import FILE, described, digest_of, from_csv, record_digest
from paradiplomacy.publishing.verification import Release, Verdict, given, installed, verify
from paradiplomacy.rdf.namespaces import ID, ONTOLOGY, OWL, PARA, RDF, SCHEMES
from paradiplomacy.rdf.read import load_store, read_text
from paradiplomacy.release import graph_files, home, named_graphs

RECORD = f"{ID}jalan-medan"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
OWN = "https://example.org/own"


@cache
def ours() -> Release:
    return installed(home())


@cache
def whole() -> list[ox.Quad]:
    return list(load_store(graph_files()))


def node(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


def told(verdict: Verdict) -> list[tuple[str, str, int, int]]:
    return [(it.kind, it.record.removeprefix(ID), len(it.less), len(it.more)) for it in verdict.differences]


def test_the_list_of_a_release_has_every_record_of_every_graph() -> None:
    lines, version = from_csv(release()[0] / FILE)
    assert version == VERSION
    assert lines == sorted(lines) and len(lines) == len({it[:2] for it in lines})
    for name, files in named_graphs().items():
        subjects = {quad.subject.value for path in files for quad in ox.parse(path=str(path))}
        assert subjects == {it.record for it in lines if it.graph == name}
    assert Release.of(lines, version).digests == ours().digests


def test_anyone_can_compute_a_digest_of_the_list() -> None:
    """By RDF Dataset Canonicalization 1.0, of the file with all triples."""
    listed = Release.of(*from_csv(release()[0] / FILE)).digests
    store = ox.Store()
    store.load(gzip.decompress((release()[0] / "paradiplomacy.nt.gz").read_bytes()), format=ox.RdfFormat.N_TRIPLES)
    program = "import hashlib,sys;print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest())"
    several = [record for record, graphs in listed.items() if "" in graphs and record != SCHEMES]
    assert len(several) > 10
    assert [it for it in several if listed[it][""] != record_digest(store, node(it))] == []
    for record in [RECORD, *several[:3]]:
        dataset = ox.Dataset(store.quads_for_pattern(node(record), None, None))
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        text = "".join(sorted(f"{quad} .\n" for quad in dataset))
        done = subprocess.run([sys.executable, "-c", program], input=text, capture_output=True, text=True, check=True)
        graphs = listed[record]
        assert done.stdout.strip() == graphs.get("", next(iter(graphs.values()))) == record_digest(store, node(record))


def test_the_line_of_the_guide_computes_a_digest() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "verify.md").read_text(encoding="utf-8")
    [line] = re.findall(r"^zgrep .*", guide, re.MULTILINE)
    done = subprocess.run(["bash", "-c", line], cwd=release()[0], capture_output=True, text=True, check=True)
    assert done.stdout.split()[0] in ours().digests[RECORD].values()


@pytest.mark.parametrize("name", [f"paradiplomacy.{end}" for end in ("nq", "nt", "ttl", "jsonld", "rdf")])
def test_every_form_of_the_release_is_the_same_and_whole(name: str, tmp_path: Path) -> None:
    folder, _ = release()
    copy = tmp_path / name
    packed = folder / f"{name}.gz"
    copy.write_bytes(gzip.decompress(packed.read_bytes()) if packed.exists() else (folder / name).read_bytes())
    for other in (ours(), given(folder / FILE), given(folder / "paradiplomacy.nq.gz")):
        verdict = verify(load_store([copy]), other)
        assert (verdict.state, verdict.version, verdict.whole, verdict.status) == ("same", VERSION, True, 0), other


@pytest.mark.parametrize(
    "path",
    [
        *(f"ontology/{name}.ttl" for name in ("paradiplomacy", "schemes", "shapes", "alignments")),
        *("data/rakhmadi/actors.ttl", "data/links/wikidata.ttl", "data/dataset.ttl"),
    ],
)
def test_a_part_is_the_same(path: str) -> None:
    verdict = verify(load_store([home() / path]), ours())
    assert (verdict.state, verdict.whole, verdict.mentioned) == ("same", False, [])
    assert verdict.same


def test_parts_together_are_the_same() -> None:
    """Medan is told of by the article, by a gazetteer and by the links; alignments speak of our terms, too."""
    files = [home() / path for path in ("data/geonames/places.ttl", "data/links/wikidata.ttl")]
    files += [home() / "ontology" / f"{name}.ttl" for name in ("paradiplomacy", "alignments")]
    assert verify(load_store(files), ours()).state == "same"


@pytest.mark.parametrize("name", ["jalan-medan", "medan", "medan-gwangju", "rakhmadi"])
@pytest.mark.parametrize("end", ["ttl", "jsonld"])
def test_the_files_of_the_page_of_one_thing_are_the_same(name: str, end: str, tmp_path: Path) -> None:
    file = tmp_path / f"{name}.{end}"
    file.write_bytes(published_files()[f"id/{name}.{end}"].body())
    verdict = verify(load_store([file]), ours())
    assert (verdict.state, ID + name in verdict.same) == ("same", True)
    # What leads to the thing is of records that are not in the file, of which the digests alone can say nothing.
    assert verify(load_store([file]), given(release()[0] / FILE)).status == bool(verdict.mentioned)


def without(record: str, predicate: str) -> list[ox.Quad]:
    return [it for it in whole() if (it.subject, it.predicate) != (node(record), node(predicate))]


def test_a_statement_less_or_more_is_told_with_its_record() -> None:
    less, more = without(RECORD, f"{PARA}assertionKind"), ox.Quad(node(RECORD), node(LABEL), ox.Literal("x"))
    assert told(verify(less, ours())) == [("changed", "jalan-medan", 1, 0)]
    assert told(verify([*less, more], ours())) == [("changed", "jalan-medan", 1, 1)]
    assert verify(less, ours()).state == "changed"
    assert verify(less, ours()).differences[0].less[0].startswith(f"<{RECORD}> <{PARA}assertionKind> <{ID}")
    assert told(verify(less, given(release()[0] / FILE))) == [("changed", "jalan-medan", 0, 0)]


def test_a_record_less_or_more_is_told() -> None:
    less = [it for it in whole() if it.subject != node(RECORD)]
    [lost] = verify(less, ours()).differences
    assert (lost.kind, lost.record, len(lost.less) > 3) == ("removed", RECORD, True)
    more = [ox.Quad(node(f"{ID}own"), node(LABEL), ox.Literal("x\u2028y"))]
    assert told(verify([*whole(), *more], ours())) == [("added", "own", 0, 1)]
    # A part need not have all; that it should is for the reader to say.
    part = list(load_store([home() / "data" / "geonames" / "places.ttl"]))
    assert verify(part, ours()).status == 0
    assert {it.kind for it in verify(part, ours(), whole=True).differences} == {"removed"}


def test_statements_that_lead_to_a_thing_must_be_ours() -> None:
    own = [it for it in whole() if it.subject == node(RECORD)]
    leads = next(it for it in whole() if it.object == node(RECORD))
    assert verify([*own, leads], ours()).mentioned == [leads.subject.value]  # type: ignore[union-attr]
    false = ox.Quad(node(f"{ID}surabaya"), node(f"{PARA}party"), node(RECORD))
    assert [it.record for it in verify([*own, false], ours()).differences] == [f"{ID}surabaya"]
    # What is left of a record that was stripped of its words is no mention of another.
    stripped = [it for it in whole() if it.subject != node(RECORD) or it.predicate == node(LABEL)]
    assert verify(stripped, ours()).state == "changed"


def test_the_version_that_a_copy_states_is_told() -> None:
    def stating(version: str) -> Verdict:
        copy = without(f"{ID}dataset", f"{OWL}versionInfo")
        return verify([*copy, ox.Quad(node(f"{ID}dataset"), node(f"{OWL}versionInfo"), ox.Literal(version))], ours())

    assert [stating(it).state for it in ("0.10.0", "0.0.9", VERSION, "?")] == ["newer", "older", "same", "older"]
    assert "of version 0.10.0" in next(stating("0.10.0").lines())
    # The vocabulary states it, too, where it is alone.
    text = (home() / "ontology" / "paradiplomacy.ttl").read_text("utf-8").replace(f'"{VERSION}"', '"7.0"')
    assert verify(ox.parse(text.encode(), format=ox.RdfFormat.TURTLE), ours()).state == "newer"
    assert ONTOLOGY in text


def test_what_is_not_ours() -> None:
    # It says of a term of SKOS what our release says as well.
    skos = node("http://www.w3.org/2004/02/skos/core#Concept")
    foreign = [
        ox.Quad(skos, node(f"{RDF}type"), node(f"{OWL}Class")),
        ox.Quad(node(OWN), node(LABEL), ox.Literal("x")),
    ]
    assert (verify(foreign, ours()).state, verify(foreign, ours()).status) == ("not ours", 1)


@pytest.mark.parametrize("rename", [lambda name: name, lambda name: f"z{name[::-1]}"])
def test_names_of_blank_nodes_do_not_matter(rename: Callable[[str], str]) -> None:
    """The shapes have blank nodes: another reader's names give the same digests, another's content others."""
    shapes = list(load_store([home() / "ontology" / "shapes.ttl"]))

    def other(term: object) -> object:
        return ox.BlankNode(rename(term.value)) if isinstance(term, ox.BlankNode) else term

    renamed = [ox.Quad(other(it.subject), it.predicate, other(it.object)) for it in shapes]  # type: ignore[arg-type]
    assert any(isinstance(it.object, ox.BlankNode) for it in renamed)
    assert verify(reversed(renamed), ours()).state == "same"
    hidden = next(it for it in renamed if isinstance(it.subject, ox.BlankNode) and isinstance(it.object, ox.Literal))
    [difference] = verify([it for it in renamed if it != hidden], ours()).differences
    assert (difference.kind, difference.record.startswith("https://w3id.org/paradiplomacy/shapes#")) == (
        "changed",
        True,
    )


def test_blank_nodes_that_a_copy_adds_are_seen() -> None:
    own = [it for it in whole() if it.subject == node(RECORD)]
    blank = ox.BlankNode("b0")
    hung = [ox.Quad(node(RECORD), node(f"{PARA}evidence"), blank), ox.Quad(blank, node(LABEL), ox.Literal("forged"))]
    assert told(verify([*own, *hung], ours())) == [("changed", "jalan-medan", 0, 2)]
    assert told(verify([*own, hung[1]], ours())) == [("added", "", 0, 1)]
    # Two that lead to each other, and neither of which hangs on a record.
    ring = [ox.Quad(blank, node(LABEL), ox.BlankNode("b1")), ox.Quad(ox.BlankNode("b1"), node(LABEL), blank)]
    assert told(verify([*own, *ring], ours())) == [("added", "", 0, 2)]


def test_what_hangs_on_a_record_is_in_its_digest() -> None:
    def of(text: str) -> str:
        store = ox.Store()
        store.load(f"<{OWN}> <{LABEL}> {text} .".encode(), format=ox.RdfFormat.TURTLE)
        [(_, quads)] = described(store).items()
        assert digest_of(quads) == record_digest(store, node(OWN))
        return digest_of(quads)

    assert of("[ <e:p> 1 ]") == of("[ <e:p> 1 ]") != of("[ <e:p> 2 ]")


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, _ = release()
    copy, spoilt, other = folder / "paradiplomacy.nt.gz", tmp_path / "spoilt.nt", tmp_path / "other.ttl"
    line = f"<{RECORD}> <{PARA}assertionKind> "
    kept = [it for it in read_text(copy).splitlines(keepends=True) if not it.startswith(line)]
    spoilt.write_text("".join(kept), encoding="utf-8")
    other.write_text(f"<{OWN}> a <{OWN}> .", encoding="utf-8")
    assert main(["verify", str(copy)]) == 0
    assert f"paradiplomacy.nt.gz: the same as release {VERSION}, all 1," in capsys.readouterr().out
    assert main(["verify", str(copy), str(spoilt), "--verbose", "--release", str(folder / "paradiplomacy.nq.gz")]) == 1
    told = capsys.readouterr().out
    assert "spoilt.nt: changed: 1 record not as in" in told
    assert f"  changed jalan-medan: 1 statement (1 less)\n    - {line}" in told
    assert main(["verify", str(other)]) == 1
    assert "other.ttl: not ours" in capsys.readouterr().out
    assert main(["verify", "--format", "json", str(spoilt), "--release", str(folder / FILE)]) == 1
    [found] = json.loads(capsys.readouterr().out)
    assert (found["state"], found["release"], found["version"]) == ("changed", VERSION, VERSION)
    assert found["differences"] == [{"kind": "changed", "record": RECORD, "less": [], "more": []}]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a,b\n1,2\n", "no list of digests"),
        ("record,graph,sha256,release\n", "lists no record"),
        ("record,graph,sha256,release\na,b,c,1\na,b,c,2\n", "line 3"),
        ("record,graph,sha256,release\na,b\n", "line 2"),
        ('a"\0\n', "no list of digests|no CSV"),
    ],
)
def test_a_list_that_is_none_is_told(text: str, words: str, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableInput, match=words):
        from_csv(tmp_path / FILE)


@pytest.mark.parametrize("words", [[], ["none.ttl"], ["copy.txt"], ["copy.ttl", "--release", "none.csv"]])
def test_what_cannot_be_read_is_told(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "copy.txt").write_text("x", encoding="utf-8")
    (tmp_path / "copy.ttl").write_text("x", encoding="utf-8")
    assert main(["verify", *words]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_the_list_can_be_read_by_any_reader_of_csv() -> None:
    with (release()[0] / FILE).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {len(row["sha256"]) for row in rows} == {64}
