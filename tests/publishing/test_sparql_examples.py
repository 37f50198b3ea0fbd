"""sparql-examples.ttl: every stored query is there, whole, and found by the query that SPARQL editors send."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from paradiplomacy.errors import UnreadableInput
from paradiplomacy.graph import Graph
from paradiplomacy.publishing import examples
from paradiplomacy.queries.stored import StoredQuery, stored_queries
from paradiplomacy.rdf import write as serialise

# What an editor asks an endpoint for; written here after the conventions, not taken from our own code.
EDITOR = """
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?example ?label ?text WHERE {
  ?example a sh:SPARQLExecutable ; rdfs:label ?label ; sh:select|sh:ask|sh:construct ?text .
  FILTER(LANG(?label) = "en")
} ORDER BY ?example
"""
DECLARED = """
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT ?prefix ?namespace WHERE {
  ?example a sh:SPARQLExecutable ; sh:prefixes/sh:declare ?node .
  ?node sh:prefix ?prefix ; sh:namespace ?namespace .
  FILTER(ISIRI(?node) && DATATYPE(?namespace) = xsd:anyURI)
}
"""


def store_of(queries: list[StoredQuery]) -> ox.Store:
    store = ox.Store()
    store.load(serialise.turtle(examples.describe(queries)).encode(), format=ox.RdfFormat.TURTLE)
    return store


def query(text: str, name: str = "tiny") -> StoredQuery:
    return StoredQuery(name, None, text)


def test_an_editor_finds_every_stored_query_and_can_run_its_text() -> None:
    queries = stored_queries()
    assert queries
    store = store_of(queries)
    rows = list(Graph(store).query(EDITOR))
    assert [row["example"].rpartition("/query-")[2] for row in rows] == [query.name for query in queries]
    for row, stored in zip(rows, queries, strict=True):
        assert row["label"] == stored.summary["en"]
        assert "#+" not in row["text"]
        ox.Store().query(row["text"])


def test_every_prefix_that_a_query_uses_is_declared() -> None:
    rows = list(Graph(store_of(stored_queries())).query(DECLARED))
    declared = {(row["prefix"], row["namespace"]) for row in rows}
    assert ("para", "https://w3id.org/paradiplomacy/ontology#") in declared
    for stored in stored_queries():
        for line in stored.text.splitlines():
            if line.startswith("PREFIX "):
                _, prefix, iri = line.split()
                assert (prefix.removesuffix(":"), iri.strip("<>")) in declared


def test_label_in_both_languages_comment_and_keywords() -> None:
    header = "#+ summary: Who\n#+ summary_id: Siapa\n#+ description: All.\n#+ description_id: Semua.\n#+ tags: [a, b]\n"
    text = serialise.turtle(examples.describe([query(header + "SELECT * { ?s ?p ?o }\n")]))
    for comment in ('"Who"@en', '"Siapa"@id', '"All."@en', '"Semua."@id'):
        assert comment in text
    assert 'schema:keywords\n        "a" ,\n        "b" ;' in text
    assert "sh:SPARQLSelectExecutable" in text and "_:" not in text


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("ASK { ?s ?p ?o }", "SPARQLAskExecutable", "ask"),
        ("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "SPARQLConstructExecutable", "construct"),
        ("SELECT ?s { ?s ?p ?o }", "SPARQLSelectExecutable", "select"),
    ],
)
def test_each_form_has_its_own_class(text: str, kind: str, name: str) -> None:
    found = {quad.predicate.value.rpartition("#")[2] for quad in examples.describe([query(text)])}
    kinds = {quad.object for quad in examples.describe([query(text)])}
    assert name in found
    assert ox.NamedNode("http://www.w3.org/ns/shacl#" + kind) in kinds


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (["PREFIX a: <urn:a>\nDESCRIBE a:x"], "DESCRIBE"),
        (["SELECT"], "not valid SPARQL"),
        (["PREFIX a: <urn:a>\nASK {}", "PREFIX a: <urn:b>\nASK {}"], "the prefix a: stands for"),
    ],
)
def test_what_cannot_be_written_is_refused(texts: list[str], words: str) -> None:
    with pytest.raises(UnreadableInput, match=words):
        examples.describe([query(text, f"q{number}") for number, text in enumerate(texts)])


def test_only_the_header_goes() -> None:
    text = "#+ summary: x\n#+ tags: [a]\n# a comment\nASK {}\n"
    assert '"# a comment\\nASK {}\\n"' in [str(quad.object) for quad in examples.describe([query(text)])]
