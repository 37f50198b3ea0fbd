"""Clients that other people wrote."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import Any

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import (
    CSV,
    GET,
    JSON,
    JSONLD,
    POST,
    POSTDIRECTLY,
    RDFXML,
    TSV,
    TURTLE,
    URLENCODED,
    XML,
    SPARQLWrapper,
)
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed
from support.running_server import Server

from paradiplomacy.rdf.namespaces import ID, PARA

PARTIES = f"SELECT ?a ?b WHERE {{ ?a <{PARA}party> ?b }} ORDER BY ?a ?b"
LABELS = "CONSTRUCT WHERE { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?o }"


def converted(*words: Any) -> Any:
    """What SPARQLWrapper makes of the answer, whose type depends on the form."""
    return wrapper(*words).queryAndConvert()


def wrapper(server: Server, query: str, form: str, method: str = GET, request: str = URLENCODED) -> SPARQLWrapper:
    made = SPARQLWrapper(f"{server.base}/sparql")
    made.setQuery(query)
    made.setReturnFormat(form)
    made.setMethod(method)
    made.setRequestMethod(request)
    return made


@pytest.mark.parametrize(("method", "request_method"), [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)])
def test_sparqlwrapper(method: str, request_method: str, server: Server) -> None:
    expected = server.query(PARTIES).rows
    found = converted(server, PARTIES, JSON, method, request_method)
    assert [{name: term["value"] for name, term in row.items()} for row in found["results"]["bindings"]] == expected
    as_xml = converted(server, PARTIES, XML, method, request_method)
    assert len(as_xml.getElementsByTagName("result")) == len(expected) > 0
    for form in (CSV, TSV):
        text = converted(server, PARTIES, form, method, request_method)
        assert len(text.splitlines()) == len(expected) + 1
    assert converted(server, "ASK { ?s ?p ?o }", JSON, method, request_method)["boolean"] is True


@pytest.mark.parametrize("form", [TURTLE, RDFXML, JSONLD, XML])
def test_sparqlwrapper_with_graphs(form: str, server: Server) -> None:
    expected = int(server.query("SELECT (COUNT(*) AS ?n) WHERE " + LABELS.partition("WHERE")[2]).rows[0]["n"])
    found = converted(server, LABELS, form)
    graph = found if isinstance(found, rdflib.Graph) else rdflib.Graph().parse(data=found, format="turtle")
    assert len(graph) == expected > 0


def test_sparqlwrapper_shows_what_is_wrong(server: Server) -> None:
    with pytest.raises(QueryBadFormed, match="line 1, column"):
        wrapper(server, "SELECT nonsense", JSON).query()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_sparqlstore(method: str, server: Server) -> None:
    graph = rdflib.Graph(SPARQLStore(f"{server.base}/sparql", method=method))
    medan = rdflib.URIRef(f"{ID}medan")
    assert (medan, rdflib.RDF.type, rdflib.URIRef(f"{PARA}City")) in graph
    assert "Medan" in {str(label) for label in graph.objects(medan, rdflib.RDFS.label)}
    assert len(graph) == int(server.query("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }").rows[0]["n"])
    assert [tuple(map(str, row)) for row in graph.query(PARTIES)] == [  # type: ignore[arg-type]
        (row["a"], row["b"]) for row in server.query(PARTIES).rows
    ]
    assert graph.query("ASK { ?s ?p ?o }").askAnswer is True
    assert len(graph.query(LABELS).graph or ()) > 100


CURL = shutil.which("curl")


def curl(*words: str) -> str:
    if CURL is None:
        pytest.skip("curl is not installed")
    done = subprocess.run([CURL, "-sS", "--max-time", "30", *words], capture_output=True, check=True)
    return done.stdout.decode()


def test_curl(server: Server) -> None:
    endpoint = f"{server.base}/sparql"
    ask = "query=ASK { ?s ?p ?o }"
    assert json.loads(curl("-G", endpoint, "--data-urlencode", ask))["boolean"] is True
    assert json.loads(curl(endpoint, "--data-urlencode", ask))["boolean"] is True
    direct = ("-H", "Content-Type: application/sparql-query", "--data-binary", "ASK {}")
    assert json.loads(curl(endpoint, *direct))["boolean"] is True
    assert json.loads(curl("--http1.0", "-G", endpoint, "--data-urlencode", ask))["boolean"] is True
    csv = curl("-G", endpoint, "-H", "Accept: text/csv", "--data-urlencode", f"query={PARTIES}")
    assert csv.splitlines()[0] == "a,b"


def test_curl_follows_a_thing_to_its_data(server: Server) -> None:
    text = curl("-L", "-H", "Accept: application/n-triples", f"{server.base}/id/medan")
    assert len(rdflib.Graph().parse(data=text, format="nt")) > 10


def test_curl_sees_why_a_long_query_is_refused(server: Server, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("long") / "long.rq"
    file.write_bytes(b"# " + b"a" * 10_000_000)
    words = ("-w", "%{http_code}", "-H", "Content-Type: application/sparql-query", "--data-binary", f"@{file}")
    # With and without asking first whether the server wants it.
    assert curl(f"{server.base}/sparql", *words).endswith("413")
    assert curl(f"{server.base}/sparql", "-H", "Expect:", *words).endswith("413")
