"""The four forms of a release: each says the same, and the same triples give the same bytes."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from paradiplomacy.rdf import write as serialise
from paradiplomacy.rdf.read import load_store
from paradiplomacy.rdf.write import write_whole
from paradiplomacy.release import graph_files, named_graphs

TRAPS = """\
@prefix id: <https://w3id.org/paradiplomacy/id/> .
@prefix para: <https://w3id.org/paradiplomacy/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
id:alda a para:City , <https://example.org/City> , "a text is no class" ;
    para:sourceName "line one\\nline two"@id ,
        "quote \\" and \\\\ and \\t" , "next\\u0085line \\u2028 end" , "알다"@ko ;
    para:year "1997"^^xsd:gYear ; para:month "--07"^^xsd:gMonth ; para:stay "P7D"^^xsd:duration ;
    para:ordinal "02"^^xsd:integer , 2 ; para:lengthInKilometres 6.0 , 6.00 ;
    para:about id: , <https://w3id.org/paradiplomacy/id///double> , <urn:x:y> , para:City ;
    para:party ( id:alda ( 1 "two" ) [ a para:City ] ) , () ,
        [ a para:City ] , [ a para:State ; para:about [ para:year "1"^^xsd:gYear ] ] .
id:brimo para:about _:shared . id:corva para:about _:shared . _:shared rdf:first 1 ; rdf:rest () .
id:brimo para:party [ rdf:first 1 , 2 ; rdf:rest () ] , [ rdf:first 1 ; rdf:rest ( 2 ) ; para:year "1"^^xsd:gYear ] .
[] a owl:AllDisjointClasses ; owl:members ( para:City para:State ) .
"""

FORMS: list[tuple[str, ox.RdfFormat, Callable[[list[ox.Quad]], str]]] = [
    ("turtle", ox.RdfFormat.TURTLE, serialise.turtle),
    ("nt", ox.RdfFormat.N_TRIPLES, serialise.ntriples),
    ("json-ld", ox.RdfFormat.JSON_LD, serialise.jsonld),
    ("nquads", ox.RdfFormat.N_QUADS, lambda quads: serialise.nquads({"urn:g": quads})),
]


def trap_quads() -> list[ox.Quad]:
    return list(ox.parse(TRAPS, format=ox.RdfFormat.TURTLE))


def canonical(quads: list[ox.Quad]) -> str:
    dataset = ox.Dataset(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return "\n".join(sorted(str(quad) for quad in dataset))


@pytest.mark.parametrize(("name", "form", "write"), FORMS, ids=[name for name, *_ in FORMS])
@pytest.mark.parametrize("source", ["traps", "release"])
def test_oxigraph_reads_back_what_was_written(
    name: str, form: ox.RdfFormat, write: Callable[[list[ox.Quad]], str], source: str
) -> None:
    quads = trap_quads() if source == "traps" else list(load_store(graph_files()))
    assert len(quads) > 20
    assert canonical(list(ox.parse(write(quads), format=form))) == canonical(quads)


@pytest.mark.parametrize(("name", "form", "write"), FORMS, ids=[name for name, *_ in FORMS])
def test_rdflib_reads_the_same_graph(
    name: str, form: ox.RdfFormat, write: Callable[[list[ox.Quad]], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    # Even so rdflib reads the number 02 of Turtle as 2.
    quads = [quad for quad in trap_quads() if '"02"' not in str(quad.object)]
    expected = rdflib.Graph().parse(data=serialise.ntriples(quads), format="nt")
    assert len(expected) == len(set(quads))
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=write(quads), format=name)
    found = rdflib.Graph()
    for triple in dataset.triples((None, None, None)):
        found.add(triple)
    assert isomorphic(found, expected)


@pytest.mark.parametrize(("name", "form", "write"), FORMS, ids=[name for name, *_ in FORMS])
def test_the_order_and_the_names_of_blank_nodes_do_not_matter(
    name: str, form: ox.RdfFormat, write: Callable[[list[ox.Quad]], str]
) -> None:
    first = write(trap_quads())
    again = trap_quads()  # the parser gives new names to blank nodes
    random.Random(7).shuffle(again)
    assert write(again + again[:5]) == first


def test_n_triples_are_sorted_one_statement_a_line() -> None:
    lines = serialise.ntriples(trap_quads()).split("\n")
    assert lines.pop() == ""
    assert lines == sorted(lines)
    assert len(lines) == len(set(trap_quads()))
    assert all(line.endswith(" .") for line in lines)


def test_n_quads_keep_each_graph() -> None:
    graphs = {name: list(load_store(paths)) for name, paths in named_graphs().items()}
    store = ox.Store()
    store.load(serialise.nquads(graphs).encode(), format=ox.RdfFormat.N_QUADS)
    assert {node.value for node in store.named_graphs() if isinstance(node, ox.NamedNode)} == graphs.keys()
    for name, quads in graphs.items():
        assert len(list(store.quads_for_pattern(None, None, None, ox.NamedNode(name)))) == len(quads)


def test_json_ld_has_its_context_in_itself_and_one_object_per_subject() -> None:
    document = json.loads(serialise.jsonld(trap_quads()))
    assert document["@context"]["para"] == "https://w3id.org/paradiplomacy/ontology#"
    names = [thing["@id"] for thing in document["@graph"]]
    assert names == sorted(set(names))
    [alda] = [thing for thing in document["@graph"] if thing["@id"] == "id:alda"]
    assert "para:City" in alda["@type"]
    assert alda["para:month"] == {"@type": "xsd:gMonth", "@value": "--07"}
    assert {"@id": "https://w3id.org/paradiplomacy/id///double"} in alda["para:about"]
    assert alda["para:stay"] == {"@type": "xsd:duration", "@value": "P7D"}


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "new" / "file.tsv"
    write_whole(path, "one\r\ntwo\n")
    assert path.read_bytes() == b"one\r\ntwo\n"

    def full(self: Path, *arguments: object, **options: object) -> int:
        self.touch()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, "three")
    assert path.read_bytes() == b"one\r\ntwo\n"
    assert [other.name for other in path.parent.iterdir()] == ["file.tsv"]


def test_a_pipe_or_device_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    write_whole(tmp_path / "pipe", "x")
    assert (os.read(reader, 10), (tmp_path / "pipe").is_fifo()) == (b"x", True)
    os.close(reader)


def test_a_failure_names_the_file_that_was_asked_for(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for path in (tmp_path / "folder", Path("/dev/full")):
        with pytest.raises(OSError, match=r"\w") as error:
            write_whole(path, "x")
        assert error.value.filename == str(path)
