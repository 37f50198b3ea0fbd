"""The page of queries answers as the package does, says what is wrong and where, can be stopped, and is linked to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from support.browser import Visitor, serious
from support.sparql_page import RUNAWAY, SparqlPage

from paradiplomacy.rdf.namespaces import ID, PARA

if TYPE_CHECKING:
    from paradiplomacy.site.site import Site

PAGE = "en/sparql.html"
BROKEN = "SELECT ?city WHERE {\n  ?city a para:City .\n  ?city rdfs:label\n}\nLIMIT 5"
CITIES = "SELECT ?city WHERE { ?city a para:City } ORDER BY ?city"


@pytest.fixture
def opened(visit: Visitor, site: Path) -> SparqlPage:
    """The English page, from the disk."""
    return SparqlPage(visit(site / PAGE))


@pytest.mark.parametrize("lang", ["en", "id"])
@pytest.mark.parametrize("query", ["sister-city-agreements", "sector-evidence", "hubs"])
def test_a_stored_query_has_the_answer_of_the_package(
    visit: Visitor, site: Path, release: Site, query: str, lang: str
) -> None:
    folder = {"en": "en", "id": "id-ID"}[lang]
    page = SparqlPage(visit(site / folder / "sparql.html")).choose(query)
    answer = release.answer(release.stored[query], lang)
    assert page.saved() == answer.to_csv()
    assert page.text(f"[data-query='{query}']") == release.stored[query].question(lang)
    heads: list[str] = page.page.eval_on_selector_all("#result th", "cells => cells.map(cell => cell.textContent)")
    assert heads == answer.headings
    assert len(page.rows()) == min(len(answer), 200)


def test_every_stored_query_has_the_answer_of_the_package(opened: SparqlPage, release: Site) -> None:
    for name, query in release.stored.items():
        opened.choose(name)
        assert opened.saved() == release.answer(query, "en").to_csv(), name


def test_the_page_over_http_answers_too(visit: Visitor, served: str) -> None:
    page = SparqlPage(visit(f"{served}/{PAGE}"))
    assert page.ask(CITIES).rows() == [[city] for city in sorted(city for (city,) in page.rows())]
    assert ["medan"] in page.rows()


def test_a_parameter_takes_a_name_in_any_language(opened: SparqlPage, release: Site) -> None:
    opened.choose("city-profile")
    opened.page.fill("#parameter-city", "kota medan")
    opened.page.press("#parameter-city", "Tab")
    opened.answered()
    assert opened.saved() == release.graph.query("city-profile", city="Medan").to_csv()
    opened.page.select_option("#parameter-lang", "id")
    opened.answered()
    assert opened.saved() == release.graph.query("city-profile", city="Medan", lang="id").to_csv()


def test_a_value_that_names_nothing_is_told(opened: SparqlPage) -> None:
    opened.choose("city-profile")
    opened.page.fill("#parameter-city", "Atlantis")
    opened.page.press("#parameter-city", "Tab")
    opened.page.wait_for_selector("#parameter-error:not(:empty)")
    assert opened.text("#parameter-error").startswith("“Atlantis” is no known city; give a name")
    assert opened.page.get_attribute("#parameter-city", "aria-invalid") == "true"


def test_a_value_with_quotation_marks_stays_a_text(opened: SparqlPage) -> None:
    opened.choose("sources-agree")
    opened.page.fill("#parameter-rule", 'x") } SELECT \\')
    opened.page.press("#parameter-rule", "Tab")
    opened.answered()
    assert opened.text("#problem") == ""
    assert r'"x\") } SELECT \\"' in unquote(opened.page.url)


def test_on_a_phone_nothing_stands_over_the_edge(visit: Visitor, site: Path) -> None:
    page = SparqlPage(visit(site / PAGE, viewport={"width": 360, "height": 700}))
    assert page.page.evaluate("document.documentElement.scrollWidth") == 360
    page.choose("sister-city-agreements")
    assert page.page.evaluate("document.documentElement.scrollWidth") == 360


def test_nothing_can_be_saved_where_there_is_no_answer(opened: SparqlPage) -> None:
    assert opened.page.is_visible("#csv")
    assert not opened.ask(BROKEN).page.is_visible("#csv")


def test_a_mistake_is_told_and_marked_at_its_line(opened: SparqlPage) -> None:
    opened.ask(BROKEN)
    assert opened.text("#problem") == "Line 4, column 1: this is not valid SPARQL at “}”; correct the query."
    marked: list[bool] = opened.page.eval_on_selector_all(
        ".cm-line", "lines => lines.map(line => line.querySelector('.cm-lintRange-error, .cm-lintPoint') !== null)"
    )
    assert marked == [False, False, False, True, False]
    assert opened.ask(CITIES).text("#problem") == ""
    assert opened.page.query_selector(".cm-lintRange-error") is None


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT * WHERE { ?s foo:bar ?o }", "Line 1, column 28: the prefix foo: is not declared; add PREFIX foo:"),
        ("SELECT ?city WHERE {", "Line 1, column 21: this is not valid SPARQL because it ends too early; complete"),
        ("# no\nPREFIX a: <b:>\nDELETE WHERE { ?s ?p ?o }", "DELETE would change the graph; only SELECT, ASK,"),
        ("SELECT ?x WHERE { BIND(1 AS ?x) BIND(2 AS ?x) }", "Line 1, column"),
        ("SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE asks another server; this page"),
        ("SELECT (<urn:f>(1) AS ?x) WHERE {}", "The engine cannot answer this: The custom function <urn:f> is not"),
        ("SELECT * WHERE " + "{" * 20_000 + "}" * 20_000, "The query is nested too deeply or too large"),
    ],
)
def test_what_cannot_be_answered_is_told_in_a_sentence(opened: SparqlPage, query: str, told: str) -> None:
    assert opened.ask(query).text("#problem").startswith(told)
    assert opened.ask("ASK { id:medan a para:City }").text("#result") == "Yes"


def test_only_text_that_is_nested_too_deeply_has_no_colours(opened: SparqlPage) -> None:
    """The parser of the editor overruns the stack there, and what was written would be lost."""
    coloured = ".cm-line .tok-keyword"
    opened.write("SELECT * WHERE " + "{" * 501 + "}" * 501)
    assert opened.page.query_selector(coloured) is None
    opened.write("SELECT * WHERE " + "{" * 500 + "}" * 500)
    assert opened.page.query_selector(coloured) is not None


def test_a_runaway_is_stopped_and_the_next_query_answered(opened: SparqlPage) -> None:
    opened.write(RUNAWAY)
    opened.page.click("#run")
    opened.page.click("#stop")
    opened.answered()
    assert opened.text("#problem") == "Stopped. The engine has begun anew."
    assert ["medan"] in opened.ask(CITIES).rows()


def test_a_runaway_is_ended_at_the_limit(opened: SparqlPage) -> None:
    opened.page.evaluate("document.getElementById('sparql').dataset.limit = 1")
    assert opened.ask(RUNAWAY).text("#problem") == "Stopped after 1 seconds; ask for less, or add a LIMIT."
    opened.page.evaluate("document.getElementById('sparql').dataset.limit = 60")
    assert ["medan"] in opened.ask(CITIES).rows()


def test_the_address_reproduces_the_query(visit: Visitor, site: Path, opened: SparqlPage) -> None:
    text = 'SELECT ?city ?name WHERE {\n  ?city rdfs:label ?name .\n  FILTER(?name = "광주광역시"@ko || 1 + 1 = 3)\n}'
    rows = opened.ask(text).rows()
    assert rows == [["gwangju", "광주광역시"]]
    address = opened.page.url
    assert "#query=SELECT" in address
    again = SparqlPage(visit(address))
    assert again.rows() == rows
    assert again.page.inner_text(".cm-content").replace("\n\n", "\n") == text


def test_the_address_of_a_stored_query_asks_it(visit: Visitor, site: Path, release: Site) -> None:
    page = SparqlPage(visit(f"{(site / PAGE).as_uri()}#stored=actors"))
    assert page.saved() == release.answer(release.stored["actors"], "en").to_csv()


def test_a_named_graph_can_be_asked(opened: SparqlPage, release: Site) -> None:
    text = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
    assert opened.ask(text).saved() == release.graph.query(text).to_csv()
    everything = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
    assert opened.ask(everything).saved() == release.graph.query(everything).to_csv()
    assert f"{len(release.graph):,} triples" in opened.text("#loaded")
    assert release.digest in opened.text(".digest.iri")
    assert release.date in opened.text("main")


def test_triples_are_shown_and_saved_as_rows(opened: SparqlPage) -> None:
    opened.ask("CONSTRUCT { ?s a para:City } WHERE { ?s a para:City } LIMIT 3")
    assert [row[1:] for row in opened.rows()] == [["rdf:type", "City"]] * 3
    assert opened.saved().startswith("subject,predicate,object\r\n")


def test_json_is_that_of_sparql(opened: SparqlPage) -> None:
    found = json.loads(
        opened.ask("SELECT ?x ?y WHERE { VALUES (?x ?y) { ('a'@en UNDEF) (1 id:medan) } }").saved("#json")
    )
    assert found["head"]["vars"] == ["x", "y"]
    assert found["results"]["bindings"][0] == {"x": {"type": "literal", "value": "a", "xml:lang": "en"}}
    assert found["results"]["bindings"][1]["y"] == {"type": "uri", "value": f"{ID}medan"}


def test_things_lead_to_their_pages(opened: SparqlPage, site: Path, release: Site) -> None:
    quads = release.store.quads_for_pattern(None, None, None, None)
    iris = sorted(
        {it.value for quad in quads for it in (quad.subject, quad.predicate, quad.object) if hasattr(it, "value")}
    )
    ours = [iri for iri in iris if iri.startswith((ID, PARA))]
    found: dict[str, str] = opened.page.evaluate(
        "iris => new paradiplomacy.Engine(JSON.parse(document.getElementById('settings').textContent)).pages(iris)",
        ours,
    )
    import pyoxigraph as ox

    assert {iri: f"en/{page}" if page else "" for iri, page in found.items()} == {
        iri: release.path_of(ox.NamedNode(iri), "en") for iri in ours
    }
    opened.ask("SELECT ?x WHERE { VALUES ?x { id:medan } }")
    opened.page.click("#result a")
    opened.page.wait_for_url("**/en/id/medan.html")


def test_points_are_drawn_on_a_map(opened: SparqlPage) -> None:
    opened.ask("SELECT ?city ?lat ?long WHERE { ?city a para:City ; geo:lat ?lat ; geo:long ?long }")
    cities = len(opened.rows())
    assert opened.page.locator("svg.points circle").count() == cities > 1
    opened.ask("SELECT ?a ?b WHERE { VALUES (?a ?b) { ('POINT(98.67 3.59)' 'Point (126.9 35.2)') } }")
    assert opened.page.locator("svg.points circle").count() == 2
    assert opened.page.locator("svg.points .tie").count() == 1
    places: list[str] = opened.page.eval_on_selector_all(
        "svg.points circle", "all => all.map(it => it.getAttribute('cy'))"
    )
    assert places == ["-3.59", "-35.2"]
    # Gwangju lies on land, and nobody lives in the sea south of Java or in the middle of the Pacific.
    inside: list[bool] = opened.page.evaluate(
        """places => places.map(([x, y]) =>
            document.querySelector("svg.points .land").isPointInFill(new DOMPoint(x * 10, -y * 10)))""",
        [[126.9, 35.2], [98.7, 3.0], [-100, 40], [178, 66.5], [-175, 66.5], [110, -15], [-150, 0]],
    )
    assert inside == [True, True, True, True, True, False, False]
    opened.ask(CITIES)
    assert opened.page.locator("svg.points").count() == 0


def test_a_prefix_is_one_press_away(opened: SparqlPage) -> None:
    opened.write("ASK {}")
    opened.page.click("#prefixes button >> text=geo:")
    opened.page.click("#prefixes button >> text=geo:")
    text = opened.page.inner_text(".cm-content")
    assert text.count("PREFIX geo: <http://www.w3.org/2003/01/geo/wgs84_pos#>") == 1


def test_the_keyboard_alone_will_do(opened: SparqlPage) -> None:
    keyboard = opened.page.keyboard

    def tab_to(selector: str) -> None:
        for _ in range(150):
            keyboard.press("Tab")
            if opened.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        pytest.fail(f"Tab never comes to {selector}")

    tab_to("[data-query=actors]")
    keyboard.press("Enter")
    opened.answered()
    assert len(opened.rows()) > 1
    tab_to(".cm-content")
    keyboard.press("Control+a")
    keyboard.insert_text(CITIES)
    keyboard.press("Control+Enter")
    opened.answered()
    assert ["medan"] in opened.rows()
    keyboard.press("Tab")
    assert opened.page.evaluate("document.activeElement.id") == "run"
    assert "Tab leaves the editor" in opened.text("#editor-help")
    keyboard.press("Enter")
    opened.answered()
    tab_to("#result a")


@pytest.mark.parametrize(("folder", "scheme"), [("en", "light"), ("id-ID", "dark")])
def test_everybody_can_use_it(visit: Visitor, site: Path, folder: str, scheme: str) -> None:
    page = SparqlPage(visit(site / folder / "sparql.html", color_scheme=scheme)).choose("commemorations")
    assert serious(page.page) == []
    page.ask(BROKEN)
    assert serious(page.page) == []


def test_in_indonesian_it_speaks_indonesian(visit: Visitor, site: Path) -> None:
    page = SparqlPage(visit(site / "id-ID" / "sparql.html"))
    assert page.ask(BROKEN).text("#problem").startswith("Baris 4, kolom 1: ini bukan SPARQL yang sah pada “}”")
    page.write(RUNAWAY)
    page.page.click("#run")
    page.page.click("#stop")
    assert page.answered().text("#problem") == "Dihentikan. Mesin telah mulai kembali."


def test_without_scripts_it_lists_the_answered_questions(visit: Visitor, site: Path, release: Site) -> None:
    page = visit(site / PAGE, java_script_enabled=False)
    assert "the page needs JavaScript" in page.inner_text("main")
    links: list[str] = page.eval_on_selector_all("noscript a", "links => links.map(link => link.getAttribute('href'))")
    assert links == [f"queries/{name}.html" for name in release.stored]
    assert all((site / "en" / link).is_file() for link in links)
    assert not page.is_visible("#run")
