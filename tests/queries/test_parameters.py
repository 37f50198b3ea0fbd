from __future__ import annotations

import pyoxigraph as ox
import pytest
import rdflib

from paradiplomacy import Graph, UsageError
from paradiplomacy.queries.parameters import bind
from paradiplomacy.queries.stored import StoredQuery

WORD = StoredQuery("q", None, 'SELECT ("x" AS ?a) (COALESCE(?_word, "none") AS ?value) {} # ?_word')

NASTY = [
    'a"b',
    "a'b",
    '"""',
    "'''",
    "back\\slash\\",
    '\\"',
    "line\nbreak\r\n\ttab",
    '} INSERT DATA { <a:a> <a:b> "c" }',
    '") AS ?value) {} } #',
    "<http://example.org/>",
    "?_word",
    "# comment",
    "부산 Sūrabaya é́ 🙂",
    "\u0000\u0001\u007f",
    "\u2028",
    "%s {0} $1 \\1 \\g<0>",
]


@pytest.mark.parametrize("value", NASTY)
def test_a_value_arrives_as_it_is_and_changes_nothing_else(tiny_graph: Graph, value: str) -> None:
    text = bind(WORD, {"word": value}, tiny_graph.store)
    solutions = tiny_graph.store.query(text)
    assert isinstance(solutions, ox.QuerySolutions)
    assert [tuple(term.value for term in solution) for solution in solutions] == [("x", value)]


@pytest.mark.parametrize("value", [value for value in NASTY if "\u0000" not in value])
def test_so_it_does_in_rdflib(tiny_graph: Graph, value: str) -> None:
    rows = list(rdflib.Graph().query(bind(WORD, {"word": value}, tiny_graph.store)))
    assert [[str(term) for term in row] for row in rows] == [["x", value]]  # type: ignore[union-attr]


@pytest.mark.parametrize("value", ["\\u0022", "a\\U00000022", "\\u"])
def test_a_code_that_some_engines_unfold_is_refused(tiny_graph: Graph, value: str) -> None:
    with pytest.raises(UsageError, match="write the character itself"):
        bind(WORD, {"word": value}, tiny_graph.store)


@pytest.mark.parametrize(("value", "sentence"), [("", "needs a text"), ("\ud800", "not valid")])
def test_a_value_that_is_no_text(tiny_graph: Graph, value: str, sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        bind(WORD, {"word": value}, tiny_graph.store)


def test_without_a_value_the_default_is_bound_and_the_rest_stays(tiny_graph: Graph) -> None:
    query = tiny_graph.stored("parties")
    text = bind(query, {}, tiny_graph.store)
    assert 'COALESCE("en", "en")' in text
    assert "COALESCE(?_agreement_iri, ?agreement)" in text


def test_a_thing_is_bound_as_its_iri(tiny_graph: Graph) -> None:
    text = bind(tiny_graph.stored("cities"), {"city": "알다"}, tiny_graph.store)
    assert "COALESCE(<https://w3id.org/paradiplomacy/id/alda>, ?city)" in text


@pytest.mark.parametrize("value", NASTY)
def test_no_nasty_value_becomes_a_thing(tiny_graph: Graph, value: str) -> None:
    with pytest.raises(UsageError, match="is not a known city"):
        bind(tiny_graph.stored("cities"), {"city": value}, tiny_graph.store)


@pytest.mark.parametrize(
    ("name", "values", "sentence"),
    [
        ("parties", {"agrement": "x"}, 'has no parameter "agrement"; did you mean "agreement"'),
        ("cities", {"zz": "x"}, 'has no parameter "zz"; known is "city"'),
        ("parties", {"lang": "xx"}, 'no names in the language "xx"; known are "en", "id", "ko"'),
    ],
)
def test_unknown_parameters_and_languages(tiny_graph: Graph, name: str, values: dict[str, str], sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        bind(tiny_graph.stored(name), values, tiny_graph.store)


def test_a_query_without_parameters_says_so(tiny_graph: Graph) -> None:
    with pytest.raises(UsageError, match=r'takes no parameters, so leave out "lang"'):
        bind(StoredQuery("q", None, "ASK {}"), {"lang": "en"}, tiny_graph.store)


def test_a_language_may_be_in_capitals(tiny_graph: Graph) -> None:
    assert 'COALESCE("id", "en")' in bind(tiny_graph.stored("parties"), {"lang": "ID"}, tiny_graph.store)
