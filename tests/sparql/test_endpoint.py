"""The interface to whatever answers SPARQL, on the embedded store."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from paradiplomacy.errors import UnreadableInput, UsageError
from paradiplomacy.sparql.embedded import Embedded
from paradiplomacy.sparql.text import query_form


@pytest.fixture
def embedded() -> Embedded:
    endpoint = Embedded()
    endpoint.update("INSERT DATA { <urn:a> <urn:p> 1 , 2 . GRAPH <urn:g> { <urn:a> <urn:p> 3 } }")
    return endpoint


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("select * {}", "SELECT"),
        ("BASE <urn:ask> PREFIX load: <urn:x#clear> PREFIX : <urn:y>\nASK {}", "ASK"),
        ("# DROP ALL\n#+ summary: CONSTRUCT\nDESCRIBE <urn:a>", "DESCRIBE"),
        ("PREFIX a:<urn:a>CONSTRUCT WHERE {}", "CONSTRUCT"),
        ("PREFIX é-b.c: <urn:a> INSERT DATA {}", "INSERT"),
        ("", ""),
        ("{ SELECT }", ""),
    ],
)
def test_the_form_of_a_query_is_told(text: str, form: str) -> None:
    assert query_form(text) == form


def test_each_form_has_its_answer(embedded: Embedded) -> None:
    assert [row["o"] for row in embedded.query("SELECT ?o { ?s ?p ?o } ORDER BY ?o")] == [1, 2]
    assert bool(embedded.query("ASK { <urn:a> ?p 2 }"))
    assert not embedded.ask("ASK { <urn:a> ?p 3 }")
    assert len(embedded.query("CONSTRUCT WHERE { ?s ?p ?o }")) == 2
    assert embedded.identity == "the embedded graph"


def test_named_graphs_stand_for_the_default_graph(embedded: Embedded) -> None:
    assert [row["o"] for row in Embedded(embedded.store, ["urn:g"]).select("SELECT ?o { ?s ?p ?o }")] == [3]


def test_rows_come_one_by_one() -> None:
    store = ox.Store()
    store.extend(ox.Quad(ox.NamedNode(f"urn:{n}"), ox.NamedNode("urn:p"), ox.Literal(n)) for n in range(2000))
    # All of these four thousand million rows would take hours.
    with Embedded(store).rows("SELECT * { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f }") as rows:
        first = next(iter(rows))
    assert len(first) == len(rows.variables) == 9


@pytest.mark.parametrize("method", ["rows", "ask", "construct"])
def test_another_form_than_the_method_wants_is_refused(embedded: Embedded, method: str) -> None:
    texts = {"rows": "ASK {}", "ask": "SELECT * {}", "construct": "ASK {}"}
    with pytest.raises(UsageError):
        getattr(embedded, method)(texts[method])


def test_what_would_fetch_something_is_refused(embedded: Embedded) -> None:
    for text in ("LOAD <http://127.0.0.1:9/>", "PREFIX a: <urn:a>\nload silent <http://127.0.0.1:9/>"):
        with pytest.raises(UsageError, match="LOAD reads a file from elsewhere"):
            embedded.update(text)
    with pytest.raises(UsageError, match="SERVICE"):
        embedded.select("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
    embedded.update("PREFIX load: <urn:load> INSERT DATA { <urn:x> load:LOAD 'LOAD' }")


def test_broken_texts_have_their_place_in_the_sentence(embedded: Embedded) -> None:
    with pytest.raises(UnreadableInput, match="line 2, column 7"):
        embedded.select("SELECT *\n{ ?s }")
    with pytest.raises(UnreadableInput, match="not valid SPARQL"):
        embedded.update("INSERT { ?s")
    with pytest.raises(UsageError, match="Only SELECT"):
        embedded.query("CLEAR ALL")
