"""The comparison: its cells are those of the stored query, its words those of the sources, its files can be read."""

from __future__ import annotations

import csv
import io
import posixpath
import re
from itertools import combinations
from urllib.parse import unquote

import pyoxigraph as ox
import pytest
from support.invented_graph import invented
from support.released_site import released, released_files, text

from paradiplomacy.rdf.namespaces import ID, short
from paradiplomacy.site.addresses import FOLDERS
from paradiplomacy.site.compare import exports, room
from paradiplomacy.site.compare.cells import records, sectors, status
from paradiplomacy.site.compare.entries import comparable, comparison
from paradiplomacy.site.figures.pen import agreements, contested, rows
from paradiplomacy.site.messages import LANGUAGES
from paradiplomacy.site.site import Site

PAIR = "medan-gwangju--surabaya-busan"
TWO = (ox.NamedNode(f"{ID}medan-gwangju"), ox.NamedNode(f"{ID}surabaya-busan"))


def beside(form: str, lang: str = "en", pair: str = PAIR) -> str:
    return text(f"{FOLDERS[lang]}/compare/{pair}.{form}")


def with_label(words: str) -> Site:
    """The released graph with a record of that name, which stands in the comparison."""
    store = ox.Store()
    store.extend(released().store)
    odd, literal = ox.NamedNode(f"{ID}odd"), ox.Literal(words, language="en")
    para, rdfs = "https://w3id.org/paradiplomacy/ontology#", "http://www.w3.org/2000/01/rdf-schema#"
    for name, value in (
        ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", ox.NamedNode(f"{para}Activity")),
        (f"{para}underAgreement", TWO[0]),
        (f"{para}sector", ox.NamedNode(f"{ID}sector-economy")),
        (f"{para}assertionKind", ox.NamedNode(f"{ID}assertion-stated")),
        (f"{rdfs}label", literal),
    ):
        store.add(ox.Quad(odd, ox.NamedNode(name), value))
    return Site(store)


def test_every_status_is_that_of_the_query() -> None:
    listed = rows(released(), "compare-sectors", "en")
    assert listed
    for row in listed:
        sector, pair = ox.NamedNode(row["sectorConcept"]), ox.NamedNode(row["pair"])
        assert status(released(), sector, pair, records(released(), sector, pair)).value == row["status"]


def test_so_it_is_in_a_graph_with_every_status() -> None:
    site = Site(invented().store)
    found = set()
    for row in rows(site, "compare-sectors", "en"):
        sector, pair = ox.NamedNode(row["sectorConcept"]), ox.NamedNode(row["pair"])
        assert status(site, sector, pair, records(site, sector, pair)).value == row["status"], (sector, pair)
        found.add(short(row["status"]))
    assert {"status-recorded", "status-source-silent", "status-not-coded", "status-qualified"} <= found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_pair_with_evidence_has_a_page_and_files(lang: str) -> None:
    every = comparable(released(), agreements(released()))
    assert len(every) == 5
    for pair in combinations(every, 2):
        path = room.path_of(pair, lang)
        assert {f"{path}.{form}" for form in ("html", *exports.FORMS)} <= set(released_files())
    links = re.findall(r'<li><a href="(compare/[^"]+)"', text(f"{FOLDERS[lang]}/compare.html"))
    assert len(links) == 10


def test_with_many_agreements_the_pairs_are_bound_and_the_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST", 3)
    files = {file.path: file for file in room.files(released())}
    assert len([path for path in files if path.startswith("en/compare/") and path.endswith(".html")]) == 3
    assert "3 of 5" in files["en/compare.html"].body().decode()
    assert "3 of 5" not in text("en/compare.html")


@pytest.mark.parametrize("path", [f"en/compare/{PAIR}.html", "en/compare.html", "id-ID/compare.html"])
def test_what_it_links_to_is_there(path: str) -> None:
    content = text(path).partition("<main")[2].partition("</main>")[0]
    addresses = re.findall(r'href="([^"]+)"', content)
    assert len(addresses) > 100
    for address in addresses:
        file = unquote(address.partition("#")[0])
        assert posixpath.normpath(posixpath.join(posixpath.dirname(path), file)) in released_files(), address


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_csv_has_a_row_for_each_quote(lang: str) -> None:
    found = list(csv.DictReader(io.StringIO(beside("csv", lang), newline="")))
    told = comparison(released(), TWO, lang)
    assert {row["recordId"] for row in found} == {short(it.record.node.value) for it in told.entries}
    assert len({row["passage"] for row in found}) == len({card.passage for it in told.entries for card in it.cards})
    against = {short(it.value) for it in contested(released(), lang)}
    assert {row["recordId"] for row in found if row["contested"] == "true"} == against & {
        row["recordId"] for row in found
    }
    assert all(row["quote"] and row["paraphrase"] and row["source"] for row in found)


def test_pandas_reads_the_csv() -> None:
    import pandas

    table = pandas.read_csv(io.StringIO(beside("csv")), keep_default_na=False)
    assert list(table.columns) == list(exports.COLUMNS) and len(table) > 100


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("form", "sign"), [("tex", r"\\cite\{([^}]+)\}"), ("md", r"\[((?:@[\w.-]+(?:; )?)+)\]")])
def test_every_key_stands_in_the_bibtex_file(form: str, sign: str, lang: str) -> None:
    known = set(re.findall(r"^@\w+\{([^,]+),$", text(f"compare/sources.{lang}.bib"), re.MULTILINE))
    cited = {key.strip(" @") for keys in re.findall(sign, beside(form, lang)) for key in re.split("[,;]", keys)}
    assert "rakhmadi" in cited and f"paradiplomacy-{released().version}" in cited
    assert cited <= known


def test_latex_and_markdown_obey_no_sign_of_a_name() -> None:
    site = with_label("50% & more_of #1 {a} \\b | *c*")
    told = comparison(site, TWO, "en")
    latex, markdown = exports.as_latex(site, told, "en"), exports.as_markdown(site, told, "en")
    assert r"50\% \& more\_of \#1 \{a\} \textbackslash{}b \textbar{} *c*" in latex
    assert r"50% & more\_of \#1 {a} \\b \| \*c\*" in markdown


def test_html_obeys_none_either() -> None:
    site = with_label('<script>"&</script>')
    files = {file.path: file for file in room.files(site)}
    page = files["en/compare.html"].body().decode()
    assert "&lt;script&gt;&#34;&amp;&lt;/script&gt;" in page and '<script>"' not in page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_record_shows_its_words_and_who_is_against(lang: str) -> None:
    page = beside("html", lang)
    street = page.partition('href="../id/jalan-gwangju.html"')[2].partition("</article>")[0]
    assert "1995" in street and "2005" in street and "2008" in street
    assert {"jnnews-2007", "jnnews-2008", "pagi-2016", "asiae-2016"} <= set(re.findall(r"/id/([\w-]+)\.html", street))
    assert released().text("compare.disagree", lang) in street


def test_every_sector_has_a_cell_for_both() -> None:
    told = comparison(released(), TWO, "en")
    assert [sector for sector, _ in told.rows] == sectors(released())
    assert beside("html").count('<section class="cell ') == 2 * len(told.rows)
