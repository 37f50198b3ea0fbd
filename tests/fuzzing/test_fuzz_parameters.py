"""Whatever text is given to a parameter, the query keeps its structure and the text arrives as it is."""

from __future__ import annotations

import pyoxigraph as ox
import rdflib
from hypothesis import given
from support.fuzzing import ANY_TEXTS, fuzz

from paradiplomacy import Graph, UsageError
from paradiplomacy.queries.parameters import bind
from paradiplomacy.queries.stored import StoredQuery
from paradiplomacy.sparql.text import tokens

WORD = StoredQuery("q", None, 'SELECT ("x" AS ?a) (COALESCE(?__word, "none") AS ?value) { } # ?__word')


def kinds(text: str) -> list[tuple[str, str]]:
    """The tokens of a query, of a string and an IRI only the kind."""
    return [(it.kind, "" if it.kind in ("string", "iri") else it.text) for it in tokens(text)]


@fuzz(200)
@given(value=ANY_TEXTS)
def test_a_text_arrives_as_it_is(tiny_graph: Graph, value: str) -> None:
    try:
        text = bind(WORD, {"word": value}, tiny_graph.store)
    except UsageError:
        assert not value or "\\u" in value.lower() or any("\ud800" <= sign <= "\udfff" for sign in value)
        return
    assert kinds(text) == [("string", "") if it == ("variable", "?__word") else it for it in kinds(WORD.text)]
    [solution] = tiny_graph.store.query(text)  # type: ignore[misc]
    assert [term.value for term in solution] == ["x", value]


@fuzz(25)
@given(value=ANY_TEXTS.filter(lambda value: "\x00" not in value))
def test_so_it_does_in_rdflib(tiny_graph: Graph, value: str) -> None:
    try:
        text = bind(WORD, {"word": value}, tiny_graph.store)
    except UsageError:
        return
    assert [[str(term) for term in row] for row in rdflib.Graph().query(text)] == [["x", value]]  # type: ignore[union-attr]


@fuzz(150)
@given(value=ANY_TEXTS)
def test_a_thing_is_one_of_the_graph_or_none(tiny_graph: Graph, value: str) -> None:
    query = tiny_graph.stored("cities")
    try:
        text = bind(query, {"city": value}, tiny_graph.store)
    except UsageError as error:
        assert "\n" not in str(error)
        return
    assert kinds(text) == [("iri", "") if it == ("variable", "?_city_iri") else it for it in kinds(query.text)]
    assert isinstance(tiny_graph.store.query(text), ox.QuerySolutions)


@fuzz(100)
@given(value=ANY_TEXTS)
def test_a_language_is_one_of_the_graph_or_none(tiny_graph: Graph, value: str) -> None:
    query = tiny_graph.stored("parties")
    try:
        text = bind(query, {"lang": value}, tiny_graph.store)
    except UsageError as error:
        assert "\n" not in str(error)
        return
    assert value.strip().lower() in ("en", "id", "ko")
    assert f'COALESCE("{value.strip().lower()}", "en")' in text
