"""In whatever order and under whatever names of nodes a graph is written, its canonical form is the same bytes."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
from hypothesis import assume, given
from hypothesis import strategies as st
from support.fuzzing import TEXTS, fuzz

from paradiplomacy.rdf.namespaces import ID, PARA, RDF, XSD
from paradiplomacy.rdf.turtle.canonical import canonical
from paradiplomacy.rdf.write import jsonld, ntriples, serialised, turtle

PATH = Path("some.ttl")
IRIS = st.sampled_from([f"{ID}alda", f"{ID}alda-part", f"{ID}a.b", f"{ID}a,b", f"{PARA}City", "urn:x", f"{ID}부산"])
PREDICATES = st.sampled_from([f"{RDF}type", f"{PARA}party", f"{RDF}first", f"{RDF}rest", f"{ID}p(1)", "urn:p"])
BLANKS = st.integers(0, 4)
LITERALS = st.one_of(
    st.builds(ox.Literal, TEXTS),
    st.builds(lambda text, tag: ox.Literal(text, language=tag), TEXTS, st.sampled_from(["en", "id", "zh-hant-tw"])),
    st.builds(
        lambda text, name: ox.Literal(text, datatype=ox.NamedNode(XSD + name)),
        st.sampled_from(["1", "01", "+1", "1.0", "1e0", "true", "TRUE", "1994", "1994-13-01", "x", ""]),
        st.sampled_from(["integer", "decimal", "double", "boolean", "gYear", "date", "string", "byte"]),
    ),
)
NODES = st.one_of(IRIS, BLANKS)
GRAPHS = st.lists(st.tuples(NODES, PREDICATES, st.one_of(NODES, NODES, LITERALS)), min_size=1, max_size=12)
Told = list[tuple[str | int, str, str | int | ox.Literal]]


def written(told: Told, names: list[str]) -> str:
    """The triples as N-Triples, with these names of the blank nodes."""

    def node(value: str | int) -> ox.NamedNode | ox.BlankNode:
        return ox.BlankNode(names[value]) if isinstance(value, int) else ox.NamedNode(value)

    triples = [
        ox.Triple(node(subject), ox.NamedNode(predicate), value if isinstance(value, ox.Literal) else node(value))
        for subject, predicate, value in told
    ]
    return serialised(triples, ox.RdfFormat.N_TRIPLES).decode()


def same(one: str, other: str) -> bool:
    """Whether two texts say the same, by RDF's own canonicalization."""
    graphs = []
    for text in (one, other):
        graph = ox.Dataset(ox.parse(text, format=ox.RdfFormat.TURTLE))
        graph.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        graphs.append({str(quad) for quad in graph})
    return graphs[0] == graphs[1]


@fuzz(120)
@given(told=GRAPHS, data=st.data())
def test_order_and_names_make_no_difference(told: Told, data: st.DataObject) -> None:
    first = written(told, ["a", "b", "c", "d", "e"])
    names = data.draw(st.permutations(["e", "x1", "a", "b0", "c"]))
    second = written(data.draw(st.permutations(told)), names)
    result = canonical(first, PATH)
    assert canonical(second, PATH) == result
    assert canonical(result, PATH) == result
    assert same(first, result)


@fuzz(60)
@given(told=GRAPHS, data=st.data())
def test_so_it_is_in_the_forms_of_a_release(told: Told, data: st.DataObject) -> None:
    named = [triple for triple in told if not any(isinstance(part, int) for part in triple)]
    assume(named)
    texts = (written(named, []), written(data.draw(st.permutations(named)), []))
    one, other = (list(ox.parse(text, format=ox.RdfFormat.N_TRIPLES)) for text in texts)
    assert ntriples(one) == ntriples(other)
    assert jsonld(one) == jsonld(other)
    assert turtle(one) == turtle(other)
    for text, form in ((jsonld(one), ox.RdfFormat.JSON_LD), (turtle(one), ox.RdfFormat.TURTLE)):
        assert {str(quad) for quad in ox.parse(text, format=form)} == {str(quad) for quad in one}
