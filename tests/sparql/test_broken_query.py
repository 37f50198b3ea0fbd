"""A query that does not parse: the mistake is named, and the line where it stands."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from paradiplomacy.errors import UnreadableInput, UsageError
from paradiplomacy.queries.stored import stored_queries
from paradiplomacy.rdf.namespaces import PREFIXES
from paradiplomacy.sparql.broken_query import _mistake, run_query
from paradiplomacy.sparql.embedded import Embedded

P = "PREFIX e: <http://e/>\n"
CASES = {
    "SELECT * {\n <#a> ?p ?o }": r'line 2, column 2: .*"<#a>" is a relative IRI.*add BASE <',
    "PREFIX : <#>\nSELECT * { :a ?p ?o }": 'line 1, column 10: .*"<#>" is a relative IRI',
    "SELECT * { ?s ?p ?o\n FILTER(?o IN (1, <x>)) }": 'line 2, column 19: .*"<x>" is a relative IRI',
    "SELECT * {\n ?s ?p “x” }": "line 2, column 8: .*“ is a quotation mark of a word processor",
    "SELECT *\u00a0{ ?s ?p ?o }": r"line 1, column 9: .*\(U\+00A0\) stands here; write a plain space",
    "@prefix e: <http://e/> .\nSELECT * { ?s e:p ?o }": "line 1, column 1: .*PREFIX without @ before it",
    P + "SELECT ?s, ?o\n{ ?s e:p ?o }": "line 2, column 10: .*no comma stands between the variables",
    "SELECT COUNT(*) { ?s ?p ?o }": r"line 1, column 8: .*\(COUNT\(…\) AS \?name\)",
    "SELECT * {\n ?s ?p ?o .\n FILTER(?o > 1\n}\nORDER BY ?s": r"line 3, column 8: .*\( is not closed before",
    "SELECT * {\n ?s ?p ?o .\n OPTIONAL { ?s ?q ?r .\n}\nORDER BY ?s": "line 1, column 10: .*{ is never closed",
    "SELECT * {\n ?s ?p ?o . }\n}\nORDER BY ?s": "line 3, column 1: .*} closes nothing",
    "SELECT * {\n ?s ?p 'x }\n": "line 2, column 8: .*does not end on its line",
    "SELECT * { ?s ?p ?o };": "line 1, column 22: .*without a semicolon",
    "SELECT * { ?s ?p ?o FILTER(?o > 1\nAND ?o < 2) }": "line 2, column 1: .*SPARQL writes && for AND",
    "SELECT * { ?s ?p ?o FILTER(?o == 1) }": "line 1, column 31: .*SPARQL writes = ",
    "SELECT * {\n ?s ?p ?o\n ?s ?q 1 }": r'line 2, column 10: .*a dot, ; or , is missing after "\?o"',
    "SELECT * {\n ?s ?p 'x'@en ; ?q 1\n <u:a> ?q 1 }": "line 2, column 21: .* missing after",
    "DEFINE x:y 1\nSELECT * { ?s ?p ?o }": '"DEFINE" begins no query of SPARQL',
    "SELECT * { ?s ?p ?o } OFFSET\n-1": 'line 2, column 1: this is not valid SPARQL at "-1"',
}


@pytest.mark.parametrize("text", CASES)
def test_the_mistake_is_named_where_it_stands(text: str) -> None:
    with pytest.raises(UnreadableInput, match=f"^q.rq(, |: ){CASES[text]}") as error:
        run_query(ox.Store(), text, "q.rq")
    assert "\n" not in str(error.value)
    assert str(error.value).endswith(".")


def test_a_base_makes_an_iri_whole() -> None:
    assert run_query(ox.Store(), "BASE <http://e/> ASK { <a> <b> <c> }") is not None


@pytest.mark.parametrize(
    "text", [P + "SELECT * { ?s ?p ?o\nFILTER(e:near(?o, 1)) }", "SELECT (<http://e/near>(1) AS ?x) {}"]
)
def test_a_function_of_one_store_is_named(text: str) -> None:
    with pytest.raises(UsageError, match=r"^q.rq: <http://e/near> is a function that SPARQL does not have"):
        store = ox.Store()
        store.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("x")))
        list(run_query(store, text, "q.rq"))  # type: ignore[arg-type]


def test_a_byte_order_mark_is_no_part_of_a_query() -> None:
    assert not run_query(ox.Store(), "\ufeffASK { ?s ?p ?o }", bound="\ufeffASK { ?s ?p ?o }")


def test_no_mistake_is_seen_in_good_queries() -> None:
    texts = [query.text for query in stored_queries()]
    texts.append(
        "ASK { VALUES (?x ?y) { (1 2) } VALUES ?z { 1 2 3 4 } GRAPH ?g { ?s a 'x'@en-GB, '1'^^e:int ; e:p (1 2 3) } }"
    )
    texts.append(
        "ASK { ?s e:p/^e:q* ?o ; e:q [ e:p 1 ; e:q 2 ] . FILTER NOT EXISTS { ?s ?p ?o } BIND(1 AS ?n) ?a ?b ?c }"
    )
    texts.append(
        "SELECT ?a ?b ?c ?d { { ?s ?p ?o } UNION { ?s ?p 1.5 } ?s ?p ?o OPTIONAL { ?s ?p -1 } } GROUP BY ?a ?b ?c ?d"
    )
    for text in texts:
        ox.Store().query(text, prefixes={**PREFIXES, "e": "urn:"})
        assert _mistake(text, {**PREFIXES, "e": "urn:"}) is None, text


def test_a_broken_update_is_told_as_a_query_is() -> None:
    with pytest.raises(UnreadableInput, match=r'^the update, line 2, column 3: .*"<#a>" is a relative IRI'):
        Embedded().update("INSERT DATA {\n  <#a> <u:b> 1 }")
    with pytest.raises(UnreadableInput, match=r"^the update, line 1, column [0-9]+: this is not valid SPARQL.*[.]$"):
        Embedded().update("INSERT DATA { <u:a> <u:b> ?x }")
