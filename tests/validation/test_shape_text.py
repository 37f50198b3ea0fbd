"""Paths and values of a finding as people write them."""

from __future__ import annotations

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDFS, SH, XSD

from paradiplomacy.validation.shapes import path_text, value_text

PATHS = {
    "rdfs:label": "rdfs:label",
    "<http://x/p>": "<http://x/p>",
    "[ sh:inversePath rdfs:label ]": "^rdfs:label",
    "( rdfs:label rdfs:comment )": "rdfs:label/rdfs:comment",
    "[ sh:alternativePath ( rdfs:label rdfs:comment ) ]": "rdfs:label|rdfs:comment",
    "( rdfs:subClassOf [ sh:zeroOrMorePath rdfs:subClassOf ] )": "rdfs:subClassOf/rdfs:subClassOf*",
    "[ sh:oneOrMorePath [ sh:inversePath rdfs:label ] ]": "^rdfs:label+",
    "[ sh:zeroOrOnePath ( rdfs:label rdfs:comment ) ]": "(rdfs:label/rdfs:comment)?",
    "[ sh:inversePath ( rdfs:label rdfs:comment ) ]": "^(rdfs:label/rdfs:comment)",
    "( [ sh:alternativePath ( rdfs:label rdfs:comment ) ] rdfs:seeAlso )": "(rdfs:label|rdfs:comment)/rdfs:seeAlso",
}


@pytest.mark.parametrize("turtle", PATHS)
def test_paths(turtle: str) -> None:
    graph = Graph().parse(
        data=f"PREFIX rdfs: <{RDFS}>\nPREFIX sh: <{SH}>\n<http://x/s> sh:path {turtle} .", format="turtle"
    )
    assert path_text(graph.value(URIRef("http://x/s"), SH.path), graph) == PATHS[turtle]


def test_no_path() -> None:
    assert path_text(None, Graph()) == ""


VALUES = [
    (Literal(70), "70"),
    (Literal("70", datatype=XSD.decimal), "70"),
    (Literal("many", datatype=XSD.integer), '"many"^^xsd:integer'),
    (Literal("1999", datatype=XSD.gYear), '"1999"^^xsd:gYear'),
    (Literal("kota", lang="id"), '"kota"@id'),
    (Literal('a "city"'), '"a \\"city\\""'),
    (URIRef("https://w3id.org/paradiplomacy/id/medan"), "id:medan"),
    (URIRef("http://x/y"), "<http://x/y>"),
    (None, ""),
]


@pytest.mark.parametrize(("value", "text"), VALUES)
def test_values(value: object, text: str) -> None:
    assert value_text(value) == text
