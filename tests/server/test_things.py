"""The addresses of things, of the vocabulary, of the downloads and of what the server says of itself."""

from __future__ import annotations

import html
import random
import re
from urllib.parse import quote, urljoin

import pyoxigraph as ox
import pytest
import rdflib
from support.released_site import released_files
from support.running_server import Server

from paradiplomacy.rdf.namespaces import ID, PARA, PREFIXES
from paradiplomacy.release import home

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
THING = rdflib.URIRef(f"{ID}medan-gwangju")
SAFE = {
    "x-content-type-options": "nosniff",
    "access-control-allow-origin": "*",
    "referrer-policy": "no-referrer",
}
FORMS = [
    ("ttl", "text/turtle", "turtle"),
    ("nt", "application/n-triples", "nt"),
    ("jsonld", "application/ld+json", "json-ld"),
    ("rdf", "application/rdf+xml", "xml"),
]


@pytest.mark.parametrize(
    ("accept", "end"),
    [
        (None, "ttl"),
        ("*/*", "ttl"),
        (BROWSER, "html"),
        ("text/turtle", "ttl"),
        ("application/n-triples", "nt"),
        ("application/ld+json", "jsonld"),
        ("application/json", "jsonld"),
        ("application/rdf+xml", "rdf"),
        ("text/html;q=0.1, text/turtle;q=0.2", "ttl"),
    ],
)
@pytest.mark.parametrize("address", ["/id/medan-gwangju", "/ontology", "/schemes"])
def test_negotiation(address: str, accept: str | None, end: str, server: Server) -> None:
    answer = server.get(address, accept)
    page = "/en/id/medan-gwangju.html" if address.startswith("/id/") else "/en/vocabulary.html"
    assert (answer.status, answer.headers["location"]) == (303, page if end == "html" else f"{address}.{end}")
    assert answer.headers["vary"] == "Accept, Accept-Language"
    assert server.get(answer.headers["location"], accept).status == 200


@pytest.mark.parametrize(
    ("languages", "folder"),
    [(None, "en"), ("id", "id-ID"), ("id-ID,id;q=0.9,en;q=0.5", "id-ID"), ("en, id;q=0.5", "en"), ("ko", "en")],
)
@pytest.mark.parametrize("address", ["/id/busan", "/id/busan.html", "/ontology", "/queries/"])
def test_the_language_of_pages(address: str, languages: str | None, folder: str, server: Server) -> None:
    headers = {"Accept": BROWSER} | ({"Accept-Language": languages} if languages else {})
    answer = server.send("GET", address, headers)
    assert answer.status == 303
    assert answer.headers["location"].startswith(f"/{folder}/")


@pytest.mark.parametrize(
    "address", ["/id/medan-gwangju", "/ontology", "/queries/", "/queries/instruments", "/.well-known/void"]
)
def test_an_unknown_form(address: str, server: Server) -> None:
    assert server.get(address, "image/png").status == 406


@pytest.mark.parametrize(("end", "media_type", "form"), FORMS)
def test_a_thing_as_rdf_with_the_words_of_its_source(end: str, media_type: str, form: str, server: Server) -> None:
    answer = server.get(f"/id/medan-gwangju.{end}")
    assert answer.type == media_type
    graph = rdflib.Graph().parse(data=answer.text, format=form)
    assert len(set(graph.objects(THING, rdflib.URIRef(f"{PARA}party")))) == 2
    passages = list(graph.objects(THING, rdflib.URIRef(f"{PARA}evidence")))
    assert passages
    oa = rdflib.Namespace(PREFIXES["oa"])
    for passage in passages:
        assert any(graph.value(selector, oa.exact) for selector in graph.objects(passage, oa.hasSelector))
    # What points to it is there too.
    assert list(graph.subjects(rdflib.URIRef(f"{PARA}underAgreement"), THING))


def test_the_forms_of_a_thing_say_the_same(server: Server) -> None:
    graphs = [rdflib.Graph().parse(data=server.get(f"/id/medan.{end}").text, format=form) for end, _, form in FORMS]
    assert all(set(graph) == set(graphs[0]) for graph in graphs[1:])


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "en/index.html",
        "id-ID/records.html",
        "en/id/medan-gwangju-loi-1997.html",
        "en/vocabulary.html",
        "id-ID/queries/compare-sectors.html",
        "id/medan.json",
        "id/medan.md",
        "ontology.ttl",
        "schemes.nt",
        "assets/site.css",
        "vendor/minisearch.js",
    ],
)
def test_the_pages_are_those_of_the_site(path: str, server: Server) -> None:
    """What is served is what lies on a static host, but for what only the release knows of itself."""
    answer = server.get(f"/{path}")
    assert answer.status == 200
    assert answer.body == released_files()[path].body()


def test_a_page_runs_only_scripts_of_the_site(server: Server) -> None:
    answer = server.get("/en/id/medan-gwangju-loi-1997.html")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self' 'wasm-unsafe-eval'" in policy
    assert server.get("/assets/site.css").type == "text/css"
    assert server.get("/assets/records.js").type == "text/javascript"


def test_a_passage_stands_on_the_page_of_its_source(server: Server) -> None:
    graph = rdflib.Graph().parse(data=server.get("/id/medan-gwangju-loi-1997.ttl").text, format="turtle")
    passage = next(graph.objects(rdflib.URIRef(f"{ID}medan-gwangju-loi-1997"), rdflib.URIRef(f"{PARA}evidence")))
    name = str(passage).removeprefix(ID)
    answer = server.get(f"/id/{name}", BROWSER)
    assert answer.headers["location"] == f"/en/id/rakhmadi.html#{name}"
    assert f'id="{name}"' in server.get("/en/id/rakhmadi.html").text
    assert server.get(f"/id/{name}.ttl").status == 200


def test_text_of_the_graph_cannot_become_markup(graphs: Server) -> None:
    text = graphs.get("/en/id/tricky.html").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "<script>" not in text
    assert 'href="javascript' not in text
    # In an attribute, a quotation mark is escaped too.
    found = [address for address in re.findall(r'href="([^"]*)"', text) if "example.org" in address]
    assert found == ["http://example.org/a%22onmouseover=%22b"]


@pytest.mark.parametrize(
    "target",
    [
        "/id/",
        "/id/..",
        "/id/.",
        "/id/.ttl",
        "/id/../../etc/passwd",
        "/id/..%2f..%2fetc%2fpasswd",
        "/id/%2e%2e/%2e%2e/etc/passwd",
        "/id//etc/passwd",
        "/id/%2fetc%2fpasswd",
        "/id/medan/",
        "/id/medan%0d%0aX-Injected:%20yes",
        "/id/C:%5Cwindows",
        "/id/nobody-of-this-name",
        "/id/nobody-of-this-name.ttl",
        "/id/" + "a" * 300,
        "/download/",
        "/download/..%2fmanifest.json",
        "/download/%2e%2e/lock",
        "/download/../manifest.json",
        "/download/manifest.json",
        "/download//etc/passwd",
        "/download/paradiplomacy.exe",
        "/ontology.exe",
        "/ontology/../../etc/passwd",
        "/assets/../..",
        "/assets/",
        "/en/",
        "/en/id/nobody-of-this-name.html",
        "/en/id/..%2f..%2fontology.ttl",
        "/fr/id/medan.html",
        "//etc/passwd",
        "/queries/../queries",
        "/queries/instruments.exe",
    ],
)
def test_paths_that_lead_nowhere(target: str, server: Server) -> None:
    answer = server.get(target)
    assert answer.status == 404
    assert "root:" not in answer.text
    assert "x-injected" not in answer.headers


@pytest.mark.parametrize("target", ["/id/a%00b", "/download/paradiplomacy.ttl%00", "/%00"])
def test_null_bytes(target: str, server: Server) -> None:
    assert server.get(target).status == 400


@pytest.mark.parametrize(
    "target",
    [
        "/%3Cscript%3Ealert(1)%3C/script%3E",
        "/id/%3Cscript%3E",
        "/queries/%3Cscript%3E",
        "/queries/instruments?%3Cscript%3E=1",
        "/queries/instruments?agreement=%3Cscript%3E",
        "/sparql?query=%3Cscript%3E",
        "/download/%3Cscript%3E",
        "/sparql?query=ASK%20FROM%20%3Chttp://e.org/script%3E%20%7B%7D",
    ],
)
def test_errors_reflect_no_markup(target: str, server: Server) -> None:
    answer = server.get(target, BROWSER)
    assert answer.status >= 400
    assert answer.type == "text/html"
    assert "<script" not in answer.text.lower()
    # A way back, and to a program the bare sentence.
    assert '<a href="/">' in answer.text
    bare = server.get(target)
    assert (bare.status, bare.type, bare.text.count("\n")) == (answer.status, "text/plain", 1)
    assert bare.headers["x-content-type-options"] == answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "target", ["/", "/health", "/sparql", "/en/id/medan.html", "/nothing", "/queries/", "/ontology.ttl"]
)
def test_every_answer_is_safe(target: str, server: Server) -> None:
    answer = server.get(target)
    for name, value in SAFE.items():
        assert answer.headers[name] == value
    assert "content-security-policy" in answer.headers


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
@pytest.mark.parametrize("target", ["/", "/id/medan", "/queries/instruments", "/download/paradiplomacy.ttl"])
def test_only_reading(method: str, target: str, server: Server) -> None:
    answer = server.send(method, target, body="")
    assert answer.status == 405
    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_the_vocabulary_is_the_file(server: Server) -> None:
    assert server.get("/ontology.ttl").body == (home() / "ontology" / "paradiplomacy.ttl").read_bytes()
    for end, _, form in FORMS[1:]:
        whole = rdflib.Graph().parse(home() / "ontology" / "paradiplomacy.ttl", format="turtle")
        assert len(rdflib.Graph().parse(data=server.get(f"/ontology.{end}").text, format=form)) == len(whole)


@pytest.mark.parametrize("end", ["ttl", "nt", "nq", "jsonld"])
def test_downloads_hold_the_whole_graph(end: str, server: Server) -> None:
    answer = server.get(f"/download/paradiplomacy.{end}")
    assert answer.status == 200
    formats = {"ttl": "turtle", "nt": "nt", "nq": "nquads", "jsonld": "json-ld"}
    dataset = rdflib.Dataset(default_union=True).parse(data=answer.text, format=formats[end])
    count = int(server.query("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }").rows[0]["n"])
    assert isinstance(dataset, rdflib.Dataset)
    # Blank nodes of the ontology's lists stand once in each graph.
    assert len(set(dataset.triples((None, None, None)))) == pytest.approx(count, rel=0.01)
    if end == "nq":
        assert f"{ID}graph-rakhmadi" in {str(graph.identifier) for graph in dataset.graphs()}


def test_a_download_can_be_taken_in_parts(server: Server) -> None:
    whole = server.get("/download/paradiplomacy.nt")
    part = server.send("GET", "/download/paradiplomacy.nt", {"Range": "bytes=10-19"})
    assert (part.status, part.body) == (206, whole.body[10:20])


def test_void(server: Server) -> None:
    graph = rdflib.Graph().parse(data=server.get("/.well-known/void").text, format="turtle")
    void = rdflib.Namespace(PREFIXES["void"])
    dataset = rdflib.URIRef(f"{ID}dataset")
    assert graph.value(dataset, void.sparqlEndpoint) == rdflib.URIRef(f"{server.base}/sparql")
    count = int(server.query("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }").rows[0]["n"])
    assert int(str(graph.value(dataset, void.triples))) == pytest.approx(count, rel=0.01)
    for dump in graph.objects(dataset, void.dataDump):
        assert server.send("HEAD", str(dump).removeprefix(server.base)).status == 200


def test_void_of_other_data(graphs: Server) -> None:
    graph = rdflib.Graph().parse(data=graphs.get("/.well-known/void", "application/n-triples").text, format="nt")
    void = rdflib.Namespace(PREFIXES["void"])
    dataset = rdflib.URIRef(f"{graphs.base}/.well-known/void#dataset")
    assert int(str(graph.value(dataset, void.triples))) == 7


def test_health(graphs: Server) -> None:
    assert graphs.get("/health").json == {"status": "ok", "triples": 7}


def test_the_front_page_leads_to_the_rest(server: Server) -> None:
    answer = server.get("/en/index.html", BROWSER)
    assert answer.type == "text/html"
    assert 'href="en/index.html"' in server.get("/", BROWSER).text
    addresses = {urljoin("/en/index.html", address) for address in re.findall(r'<a [^>]*href="([^"#]*)', answer.text)}
    own = {address for address in addresses if address.startswith("/")}
    assert {"/en/records.html", "/en/queries/index.html", "/en/vocabulary.html", "/id-ID/index.html"} <= own, own
    assert {"/en/id/medan-gwangju.html", "/en/id/surabaya-busan.html"} <= own
    assert "CC0" in answer.text
    # Each is made anew when it is asked for; that every link of the site resolves is tested where it is built.
    for address in random.Random(1).sample(sorted(own), 25):
        assert server.get(address, BROWSER).status == 200, address


@pytest.mark.parametrize(("method", "status"), [("GET", 400), ("POST", 405), ("PUT", 405)])
def test_who_sends_sparql_to_the_first_page_is_told_where_it_goes(method: str, status: int, server: Server) -> None:
    answer = server.send(method, "/?query=ASK%7B%7D", {"Content-Type": "application/sparql-query"}, "ASK {}")
    assert answer.status == status
    assert "/sparql" in answer.text
    assert server.get("/?from=elsewhere").status == 200


def test_a_person_at_the_endpoint_is_led_to_the_first_page(server: Server) -> None:
    answer = server.get("/sparql", BROWSER)
    assert (answer.status, answer.headers["location"]) == (303, "/")


def test_answers_as_pages(server: Server) -> None:
    page = server.get("/queries/compare-sectors?lang=id", BROWSER)
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.text == server.get("/queries/compare-sectors.html?lang=id").text
    assert page.text.count("<tr>") == len(server.get("/queries/compare-sectors?lang=id").rows) + 1
    assert "<h1>Apa yang ditunjukkan" in page.text or '<html lang="id">' in page.text
    assert 'href="/queries/compare-sectors.csv?lang=id"' in page.text
    query = f"SELECT * {{ <{ID}medan> ?property ?value }}"
    answer = server.query(query, accept=BROWSER)
    assert answer.text.rstrip().endswith("</html>")
    assert '<a href="/ontology#City">City</a>' in answer.text
    assert server.query(query.replace("SELECT *", "CONSTRUCT WHERE"), accept=BROWSER).text.count("<td>") > 10
    assert server.query("ASK {}", accept=BROWSER).text == "true"


def test_text_of_an_answer_cannot_become_markup(graphs: Server) -> None:
    text = graphs.query(f"SELECT * {{ <{ID}tricky> ?p ?o }}", accept=BROWSER).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "<script>" not in text
    assert 'href="javascript' not in text


def test_a_page_that_is_cut_says_so(graphs: Server) -> None:
    text = graphs.query("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", accept=BROWSER).text
    assert text.count("<tr>") == 1002
    assert "the answer is cut here" in text


@pytest.mark.parametrize(
    "name", ["café", "m%C3%BCnchen", "한국/부산", "a/b//c", "it's(x)", "a%5Bb%5D", "q%22", "x.ttl", "a?b#c"]
)
def test_every_thing_has_an_address(name: str, strange: Server) -> None:
    iri = f"<{ID}{name}>"
    # As links of the server write it, and as a client makes it from the IRI itself.
    for address in (quote(name), quote(name, safe="/%")):
        assert strange.get(f"/id/{address}.nt").text.startswith(iri), address
        seen = strange.get(f"/id/{address}", "application/n-triples")
        assert seen.status == 303
        assert strange.get(seen.headers["location"]).text.startswith(iri)
    page = quote(f"{name}.html")
    assert f'href="{page}"' in html.unescape(strange.get("/en/id/all.html").text)
    seen = strange.get(f"/id/{quote(name)}", "text/html")
    assert seen.headers["location"] == f"/en/id/{page}"
    assert iri in html.unescape(f"<{strange.get(f'/en/id/{page}').text}".replace(ID, f"<{ID}").replace("</p>", ">"))


@pytest.mark.parametrize(
    ("query", "held", "not_held"),
    [
        ("SELECT * { <http://example.org/a> ?p ?o }", ("application/sparql-results+json", "text/csv"), ()),
        (
            "SELECT * { <http://example.org/c> ?p ?o }",
            ("text/tab-separated-values", "text/html"),
            ("application/sparql-results+json", "application/sparql-results+xml"),
        ),
        *(
            (
                f"CONSTRUCT WHERE {{ <http://example.org/{name}> ?p ?o }}",
                ("text/turtle", "application/n-triples"),
                ("application/rdf+xml", "application/ld+json"),
            )
            for name in "ac"
        ),
    ],
)
def test_terms_of_rdf_1_2_are_refused_where_they_would_be_lost(
    query: str, held: tuple[str, ...], not_held: tuple[str, ...], strange: Server
) -> None:
    for accept in held:
        assert strange.query(query, accept=accept).status == 200
    for accept in not_held:
        answer = strange.query(query, accept=accept)
        assert (answer.status, "RDF 1.2" in answer.text) == (406, True)


def test_terms_of_rdf_1_2_in_a_thing_and_a_download(strange: Server) -> None:
    assert strange.get("/id/new.ttl").status == 200
    assert strange.get("/en/id/new.html").status == 200
    assert strange.get("/id/new.rdf").status == 406
    assert strange.get("/download/paradiplomacy.ttl").status == 200
    answer = strange.get("/download/paradiplomacy.jsonld")
    assert (answer.status, "RDF 1.2" in answer.text) == (406, True)


def test_a_name_from_elsewhere_in_the_header_host(graphs: Server) -> None:
    """Behind a proxy, addresses are those that the client knows."""
    answer = graphs.send("GET", "/sparql", {"Host": "data.example:81"})
    assert "<http://data.example:81/sparql>" in answer.text


def test_dumps_of_other_data_keep_its_graphs(graphs: Server) -> None:
    quads = list(ox.parse(graphs.get("/download/paradiplomacy.nq").body, format=ox.RdfFormat.N_QUADS))
    assert len(quads) == 7
    assert sum(isinstance(quad.graph_name, ox.DefaultGraph) for quad in quads) == 4
