"""The cases of the SPARQL 1.1 Protocol (W3C Recommendation of 21 March 2013) that apply to a server that only reads.

Each line of the table names the section that it tests. The dataset is ``conftest.GRAPHS``: the default graph holds
what the named graphs hold and a bit more.
"""

from __future__ import annotations

import json
import xml.etree.ElementTree as Tree
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

import pytest
import rdflib
from support.running_server import Answer, Server

PLAIN, OTHER = "http://example.org/plain", "http://example.org/other"
SAYS = "SELECT ?text WHERE { ?s <http://example.org/says> ?text } ORDER BY ?text"
SAYS_NAMED = "SELECT ?text WHERE { GRAPH ?g { ?s <http://example.org/says> ?text } } ORDER BY ?text"
ASK = "ASK { ?s ?p ?o }"
CONSTRUCT = "CONSTRUCT { ?s ?p ?o } WHERE { ?s <http://example.org/knows> ?o . ?s ?p ?o }"
DESCRIBE = "DESCRIBE <http://example.org/brimo>"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}
UPDATE = {"Content-Type": "application/sparql-update"}
UTF_16 = {"Content-Type": "application/sparql-query; charset=UTF-16"}
JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"


def says(*texts: str) -> Callable[[Answer], bool]:
    """A check that the rows are these texts."""
    return lambda answer: [row["text"] for row in answer.rows] == list(texts)


def holds(form: str, triples: int) -> Callable[[Answer], bool]:
    """A check that the body is a graph of so many triples."""
    return lambda answer: len(rdflib.Graph().parse(data=answer.text, format=form)) == triples


ALL = says("default", "other", "plain")


@dataclass(frozen=True)
class Case:
    section: str
    name: str
    status: int
    method: str = "GET"
    pairs: tuple[tuple[str, str], ...] = ()
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | str | None = None
    type: str = ""
    check: Callable[[Answer], bool] = lambda answer: True
    allow: str = ""

    def __str__(self) -> str:
        return f"{self.section} {self.name}"


def get(section: str, name: str, query: str, *graphs: tuple[str, str], accept: str = JSON, **more: object) -> Case:
    pairs = (("query", query), *graphs)
    return Case(section, name, 200, pairs=pairs, headers={"Accept": accept}, **more)  # type: ignore[arg-type]


def form(section: str, name: str, query: str, *graphs: tuple[str, str], charset: str = "", **more: object) -> Case:
    headers = {"Content-Type": FORM["Content-Type"] + charset, "Accept": JSON}
    body = urlencode([("query", query), *graphs])
    return Case(section, name, 200, "POST", headers=headers, body=body, **more)  # type: ignore[arg-type]


def direct(section: str, name: str, query: str, *graphs: tuple[str, str], **more: object) -> Case:
    return Case(section, name, 200, "POST", graphs, {**DIRECT, "Accept": JSON}, query, **more)  # type: ignore[arg-type]


DEFAULT_PLAIN, DEFAULT_OTHER = ("default-graph-uri", PLAIN), ("default-graph-uri", OTHER)
NAMED_PLAIN, NAMED_OTHER = ("named-graph-uri", PLAIN), ("named-graph-uri", OTHER)
FROM_OTHER = SAYS.replace("WHERE", f"FROM <{OTHER}> WHERE")
BOTH = f"SELECT ?text WHERE {{ {{ {SAYS} }} UNION {{ {SAYS_NAMED} }} }} ORDER BY ?text"
GRAPH_TYPES = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/ld+json": "json-ld",
    "application/rdf+xml": "xml",
}
TSV, TSV_TEXT = "text/tab-separated-values", '?text\n"default"\n"other"\n"plain"\n'

CASES = [
    # 2.1: the query operation, in its three ways.
    get("2.1.1", "query by GET", SAYS, check=ALL),
    form("2.1.2", "query by POST with URL-encoded parameters", SAYS, check=ALL),
    direct("2.1.3", "query by POST directly", SAYS, check=ALL),
    form("2.1.2", "a charset of UTF-8 may be named", SAYS, charset="; charset=UTF-8", check=ALL),
    Case("2.1.1", "HEAD is GET without a body", 200, "HEAD", (("query", SAYS),), {"Accept": JSON}, type=JSON),
    get("2.1.1", "an unknown parameter changes nothing", SAYS, ("output", "json"), check=ALL),
    # 2.1.4: the dataset.
    get("2.1.4", "one default graph by GET", SAYS, DEFAULT_PLAIN, check=says("plain")),
    form("2.1.4", "one default graph by POST", SAYS, DEFAULT_PLAIN, check=says("plain")),
    direct("2.1.4", "one default graph in the address", SAYS, DEFAULT_PLAIN, check=says("plain")),
    get("2.1.4", "two default graphs are merged", SAYS, DEFAULT_PLAIN, DEFAULT_OTHER, check=says("other", "plain")),
    get("2.1.4", "a default graph named twice is one", SAYS, DEFAULT_PLAIN, DEFAULT_PLAIN, check=says("plain")),
    get("2.1.4", "one named graph", SAYS_NAMED, NAMED_OTHER, check=says("other")),
    form("2.1.4", "two named graphs", SAYS_NAMED, NAMED_PLAIN, NAMED_OTHER, check=says("other", "plain")),
    get("2.1.4", "named graphs alone leave the default graph empty", SAYS, NAMED_OTHER, check=says()),
    get("2.1.4", "default graphs alone leave no named graph", SAYS_NAMED, DEFAULT_PLAIN, check=says()),
    get("2.1.4", "default and named graphs", BOTH, DEFAULT_PLAIN, NAMED_OTHER, check=says("other", "plain")),
    get("2.1.4", "no graph named: the dataset of the server", SAYS_NAMED, check=says("other", "plain")),
    get("2.1.4", "FROM in the query", FROM_OTHER, check=says("other")),
    get("2.1.4", "the protocol's dataset wins over FROM", FROM_OTHER, DEFAULT_PLAIN, check=says("plain")),
    # 2.1.5: the accepted response formats.
    get("2.1.5", "SELECT as JSON", SAYS, type=JSON, check=ALL),
    get("2.1.5", "SELECT as XML", SAYS, accept=XML, type=XML, check=lambda a: len(_results(a)) == 3),
    get("2.1.5", "SELECT as CSV", SAYS, accept="text/csv", type="text/csv", check=lambda a: a.text.count("\r\n") == 4),
    get("2.1.5", "SELECT as TSV", SAYS, accept=TSV, type=TSV, check=lambda a: a.text == TSV_TEXT),
    get("2.1.5", "ASK as JSON", ASK, type=JSON, check=lambda a: a.json["boolean"] is True),
    get("2.1.5", "ASK as XML", ASK, accept=XML, type=XML, check=lambda a: b"<boolean>true" in a.body),
    get("2.1.5", "ASK as CSV", ASK, accept="text/csv", type="text/csv", check=lambda a: a.body == b"true"),
    get("2.1.5", "DESCRIBE as Turtle", DESCRIBE, accept="text/turtle", type="text/turtle", check=holds("turtle", 2)),
    *(
        get("2.1.5", f"CONSTRUCT as {kind}", CONSTRUCT, accept=kind, type=kind, check=holds(name, 1))
        for kind, name in GRAPH_TYPES.items()
    ),
    get("2.1.5", "the quality decides", SAYS, accept=f"text/csv;q=0.2, {XML};q=0.9, */*;q=0.1", type=XML),
    get("2.1.5", "a quality of 0 excludes", SAYS, accept=f"{JSON};q=0, */*", type=XML),
    get("2.1.5", "anything goes", SAYS, accept="*/*", type=JSON),
    get("2.1.5", "the kind of the answer decides", CONSTRUCT, accept=f"{JSON}, text/turtle", type="text/turtle"),
    get("2.1.5", "JSON by its plain name", SAYS, accept="application/json", type="application/json", check=ALL),
    Case("2.1.5", "no Accept", 200, pairs=(("query", SAYS),), type=JSON),
    Case("2.1.5", "an unknown form", 406, pairs=(("query", SAYS),), headers={"Accept": "image/png"}),
    Case("2.1.5", "a form of the other kind", 406, pairs=(("query", SAYS),), headers={"Accept": "text/turtle"}),
    # 2.1.6: success and failure.
    Case("2.1.6", "a malformed query", 400, pairs=(("query", "SELECT * WHERE {\n ?s ?p }"),), type="text/plain"),
    Case("2.1.6", "two queries in one text", 400, pairs=(("query", f"{ASK} {ASK}"),)),
    Case("2.1", "two parameters query", 400, pairs=(("query", ASK), ("query", ASK))),
    Case("2.1", "two parameters query by POST", 400, "POST", headers=FORM, body=urlencode([("query", ASK)] * 2)),
    Case("2.1", "a query in the body and one in the address", 400, "POST", (("query", ASK),), DIRECT, ASK),
    Case("2.1.2", "a form without a query", 400, "POST", headers=FORM, body="default-graph-uri="),
    Case("2.1.2", "another type of body", 415, "POST", headers={"Content-Type": "text/plain"}, body=ASK),
    Case("2.1.2", "a form called JSON", 415, "POST", headers={"Content-Type": "application/json"}, body="{}"),
    Case("2.1.3", "a body without a type", 415, "POST", body=ASK),
    Case("2.1.3", "a query that is not UTF-8", 400, "POST", headers=DIRECT, body=b"ASK { ?s ?p '\xff' }"),
    Case("2.1.3", "a query in UTF-16", 415, "POST", headers=UTF_16, body=ASK.encode("utf-16")),
    Case("2.1.4", "a graph without an absolute name", 400, pairs=(("query", ASK), ("default-graph-uri", "here"))),
    Case(
        "2.1.4", "a graph that is not in the store", 403, pairs=(("query", ASK), ("named-graph-uri", "http://e.org/"))
    ),
    *(
        Case("2.1", f"the method {method}", 405, method, (("query", ASK),), allow="GET, HEAD, OPTIONS, POST")
        for method in ("PUT", "DELETE", "PATCH", "TRACE", "BREW")
    ),
    # 2.2: the update operation, which a server that only reads refuses in each of its forms.
    Case("2.2.1", "an update by a form", 403, "POST", headers=FORM, body=urlencode({"update": "CLEAR ALL"})),
    Case("2.2.2", "an update directly", 403, "POST", headers=UPDATE, body="CLEAR ALL"),
    Case("2.2", "an update by GET", 403, pairs=(("update", "CLEAR ALL"),)),
    Case("2.2", "an update as a query", 400, pairs=(("query", "CLEAR ALL"),)),
    Case("2.2", "an update sent directly as a query", 400, "POST", headers=DIRECT, body="CLEAR ALL"),
    # The service description (SPARQL 1.1 Service Description, section 2).
    Case(
        *("SD 2", "GET without a query", 200),
        headers={"Accept": "text/turtle"},
        type="text/turtle",
        check=lambda a: b"SPARQL11Query" in a.body and OTHER.encode() in a.body,
    ),
    Case("SD 2", "in N-Triples", 200, headers={"Accept": "application/n-triples"}, check=holds("nt", 22)),
    Case("SD 2", "in an unknown form", 406, headers={"Accept": "image/png"}),
]


def _results(answer: Answer) -> list[Tree.Element]:
    return Tree.fromstring(answer.text).findall(".//{http://www.w3.org/2005/sparql-results#}result")


@pytest.mark.parametrize("case", CASES, ids=str)
def test_protocol(case: Case, graphs: Server) -> None:
    target = "/sparql" + ("?" + urlencode(case.pairs) if case.pairs else "")
    answer = graphs.send(case.method, target, case.headers, case.body)
    assert answer.status == case.status, answer.body[:500]
    if case.type:
        assert answer.type == case.type
    if case.allow:
        assert set(answer.headers["allow"].split(", ")) == set(case.allow.split(", "))
    if case.status >= 400:
        assert answer.type == "text/plain"
        # A reason that a person can read.
        assert len(answer.text.split()) > 3
    assert case.check(answer), answer.body[:500]
    if case.method == "HEAD":
        assert answer.body == b""
        assert int(answer.headers["content-length"]) > 0


def test_a_malformed_query_is_answered_with_its_place(graphs: Server) -> None:
    answer = graphs.query("SELECT * WHERE {\n  ?s ?p ?o .\n  ?s ?p }")
    assert (answer.status, "line 3" in answer.text, "column" in answer.text) == (400, True, True)


def test_an_undeclared_prefix_is_named(graphs: Server) -> None:
    answer = graphs.query("SELECT * WHERE { ?s foaf:name ?o }")
    assert answer.status == 400
    assert "foaf:" in answer.text


@pytest.mark.parametrize("target", ["/sparql?query=%zz", "/sparql?query=%", "/sparql?query=%ff", "/id/%ff", "/id/%zz"])
def test_malformed_percent_encoding(target: str, graphs: Server) -> None:
    assert graphs.get(target).status == 400


def test_malformed_percent_encoding_in_a_form(graphs: Server) -> None:
    assert graphs.send("POST", "/sparql", FORM, "query=%zz").status == 400


def test_a_byte_order_mark_is_no_part_of_a_query(graphs: Server) -> None:
    query = f"\ufeff{ASK}"
    assert graphs.query(query).status == 200
    for header, body in ((FORM, f"query={quote(query)}"), ({"Content-Type": "application/sparql-query"}, query)):
        assert graphs.send("POST", "/sparql", header, body).status == 200


def test_a_hash_plus_comment_is_no_header(graphs: Server) -> None:
    assert graphs.query("#+ anything goes here\nASK {}").json["boolean"] is True


def test_what_a_select_counts_is_in_the_headers(graphs: Server) -> None:
    headers = graphs.query(SAYS).headers
    assert (headers["x-rows"], headers["x-max-rows"], headers["x-truncated"]) == ("3", "1000", "false")


def test_reading_from_other_sites(graphs: Server) -> None:
    origin = {"Origin": "http://elsewhere.example"}
    assert graphs.send("GET", f"/sparql?query={quote(ASK)}", origin).headers["access-control-allow-origin"] == "*"
    preflight = graphs.send("OPTIONS", "/sparql", {**origin, "Access-Control-Request-Method": "PUT"})
    assert preflight.status == 204
    assert preflight.headers["access-control-allow-methods"] == "GET, HEAD, POST"
    allowed = preflight.headers["access-control-allow-headers"].lower().split(", ")
    # What YASGUI and Comunica send.
    assert {"accept", "content-type", "user-agent", "x-requested-with", "authorization", "*"} <= set(allowed)
    assert "access-control-allow-credentials" not in preflight.headers
    elsewhere = graphs.send("OPTIONS", "/id/tricky", origin)
    assert elsewhere.headers["access-control-allow-methods"] == "GET, HEAD"


def test_blank_nodes_and_numbers_survive(graphs: Server) -> None:
    query = 'SELECT (BNODE() AS ?b) (1.5 AS ?n) ("a\\tb\\n\\"c\\"" AS ?t) ("x"@en AS ?l) WHERE {}'
    row = json.loads(graphs.query(query).body)["results"]["bindings"][0]
    assert row["b"]["type"] == "bnode"
    assert row["n"] == {"type": "literal", "value": "1.5", "datatype": "http://www.w3.org/2001/XMLSchema#decimal"}
    assert row["t"] == {"type": "literal", "value": 'a\tb\n"c"'}
    assert row["l"] == {"type": "literal", "value": "x", "xml:lang": "en"}
