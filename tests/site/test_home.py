"""The first page: light, with every figure and its table, and with what reads the data behind them."""

from __future__ import annotations

import html
import posixpath
import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from support.released_site import released, released_files, text

from paradiplomacy.rdf.namespaces import ID
from paradiplomacy.site import home
from paradiplomacy.site.compare import room as compare
from paradiplomacy.site.figures import room as figures
from paradiplomacy.site.figures.pen import agreements, rows
from paradiplomacy.site.figures.room import FIGURES
from paradiplomacy.site.messages import LANGUAGES
from paradiplomacy.site.release import site_of


@pytest.mark.parametrize("where", ["id-ID/index.html", "en/index.html"])
def test_marks_in_a_page_lead_there_too(where: str) -> None:
    page = text(where)
    marks = re.findall(r'<a href="([^"]+)"[^>]*aria-label', page)
    assert len(marks) > 100
    found = {posixpath.normpath(posixpath.join(posixpath.dirname(where), it.partition("#")[0])) for it in marks}
    assert found <= set(released_files())


def test_the_page_is_light() -> None:
    files = released_files()
    page = text("en/index.html")
    linked = re.findall(r'<(?:link rel="stylesheet" href|script src)="([^"]+)"', page)
    paths = [posixpath.normpath(posixpath.join("en", it)) for it in linked]
    assert len(page.encode()) + sum(len(files[path].body()) for path in paths) < 300_000


def test_the_table_has_the_rows_of_the_query() -> None:
    page = text("en/index.html")
    bodies = re.findall(r"<tbody>(.*?)</tbody>", page, re.DOTALL)
    counts = [body.count("<tr>") for body in bodies]
    assert counts == [len(rows(released(), query, "en")) for figure in FIGURES for query in figure.tables]


def test_a_page_tells_how_to_read_its_data() -> None:
    for figure in FIGURES:
        for query in figure.queries:
            assert f"results/{query}.en.csv" in text("en/index.html")
            assert f"results/{query}.en.csv" in released_files()


def test_the_line_of_pandas_reads_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = re.findall(r'aria-label="pandas"><code>(.*?)</code>', text("en/index.html"))
    assert len(lines) == sum(len(figure.queries) for figure in FIGURES)
    monkeypatch.chdir(tmp_path)
    for line in map(html.unescape, lines):
        path = line.split('"')[1]
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(released_files()[path].body())
        known: dict[str, object] = {}
        exec(line, known)
        name = path.removeprefix("results/").removesuffix(".en.csv")
        assert len(known["table"]) == len(rows(released(), name, "en"))  # type: ignore[arg-type]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_leads_to_agreements_cities_sources_and_questions(lang: str) -> None:
    folder = {"en": "en", "id": "id-ID"}[lang]
    page = text(f"{folder}/index.html").partition('id="entries"')[2]
    found = {posixpath.normpath(f"{folder}/{it}") for it in re.findall(r'href="([^"#:]+)"', page)}
    wanted = [*agreements(released()), *set(released().passages.values())]
    names = {it.value.removeprefix(ID) for it in wanted} | {"medan", "busan"}
    assert {f"{folder}/id/{name}.html" for name in names} <= found
    assert {f"{folder}/queries/index.html", f"{folder}/records.html"} <= found


def test_a_graph_with_queries_of_its_own_has_no_figures(tiny_clone: Path) -> None:
    quads = {"urn:g": list(ox.parse(path=str(tiny_clone / "data/gazette/parties.ttl")))}
    site = site_of(quads, tiny_clone)
    made = {file.path: file.body() for files in (home.files, figures.files, compare.files) for file in files(site)}
    assert b"Alda" in made["en/index.html"] and b"<svg" not in made["en/index.html"]
    assert b"<h1>" in made["id-ID/compare.html"]
    assert not [path for path in made if path.startswith("figures/")]


def test_the_root_leads_to_the_languages() -> None:
    page = text("index.html")
    assert '<meta http-equiv="refresh" content="0; url=en/index.html">' in page
    assert {'href="en/index.html"', 'href="id-ID/index.html"'} <= set(re.findall(r'href="[^"]*"', page))
