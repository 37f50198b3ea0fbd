"""`terms`: rdflib gets the literals as they are written, and knows which of them are ill-typed."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from rdflib import BNode, Literal, URIRef

from paradiplomacy.errors import UnreadableInput
from paradiplomacy.rdf.convert import quiet_literals, to_graph, to_rdflib
from paradiplomacy.rdf.namespaces import XSD

WELL_FORMED = [
    ("gYear", "1999"), ("gYear", "-0044"), ("gYear", "12024"), ("gYear", "1999Z"), ("gYear", "1999+07:00"),
    ("gYearMonth", "1999-04"), ("gMonth", "--07"), ("gMonthDay", "--07-31"), ("gDay", "---31"),
    ("date", "1997-04-23"), ("date", "1997-04-23Z"), ("duration", "P7D"), ("duration", "-P1Y2M3DT4H5M6.7S"),
    ("integer", "007"), ("decimal", "1.50"), ("boolean", "true"), ("string", "any text"),
]  # fmt: skip
ILL_TYPED = [
    ("gYear", "99"), ("gYear", "in 1999"), ("gYear", "1999-04"), ("gYear", ""), ("gYear", "01999"), ("gYear", " 1999"),
    ("gYearMonth", "1999-13"), ("gMonth", "07"), ("gMonth", "--13"), ("gMonth", "july"), ("gMonthDay", "--07"),
    ("gDay", "---32"), ("date", "soon"), ("date", "1997-04-31"), ("date", "1999-W04"), ("date", "1997-04"),
    ("duration", "7 days"), ("duration", "P"), ("duration", "P1DT"), ("integer", "1.5"), ("decimal", "x"),
    ("boolean", "yes"),
]  # fmt: skip


def literal(datatype: str, text: str) -> Literal:
    with quiet_literals():
        found = to_rdflib(ox.Literal(text, datatype=ox.NamedNode(XSD + datatype)))
    assert isinstance(found, Literal)
    return found


@pytest.mark.parametrize(("datatype", "text"), WELL_FORMED)
def test_well_formed(datatype: str, text: str) -> None:
    found = literal(datatype, text)
    assert (str(found), bool(found.ill_typed)) == (text, False)


@pytest.mark.parametrize(("datatype", "text"), ILL_TYPED)
def test_ill_typed(datatype: str, text: str, capfd: pytest.CaptureFixture[str]) -> None:
    found = literal(datatype, text)
    assert (str(found), found.ill_typed) == (text, True)
    assert capfd.readouterr() == ("", "")


def test_other_terms() -> None:
    assert to_rdflib(ox.NamedNode("http://x/a")) == URIRef("http://x/a")
    assert to_rdflib(ox.BlankNode("b")) == BNode("b")
    assert to_rdflib(ox.Literal("kota", language="id")) == Literal("kota", lang="id")
    assert to_rdflib(ox.Literal("kota")) == Literal("kota")


def test_a_graph_of_all_named_graphs() -> None:
    a, b = ox.NamedNode("http://x/a"), ox.NamedNode("http://x/b")
    quads = [ox.Quad(a, b, ox.Literal("01", datatype=ox.NamedNode(XSD + "integer")), b), ox.Quad(a, b, a)]
    graph = to_graph(quads)
    assert sorted(map(str, graph.objects(URIRef("http://x/a")))) == ["01", "http://x/a"]


def test_a_triple_in_a_triple_is_refused() -> None:
    a = ox.NamedNode("http://x/a")
    with pytest.raises(UnreadableInput, match="triple inside a triple"):
        to_rdflib(ox.Triple(a, a, a))
