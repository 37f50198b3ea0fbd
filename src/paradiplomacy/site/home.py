"""The first page of the site in each language: what this is, then its figures; and the root, which leads there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pyoxigraph as ox

from paradiplomacy.rdf.facts import TYPE, subjects
from paradiplomacy.rdf.namespaces import PARA
from paradiplomacy.site.addresses import FOLDERS
from paradiplomacy.site.dataset import schema_org
from paradiplomacy.site.figures.pen import agreements
from paradiplomacy.site.figures.room import figures_of, path_of
from paradiplomacy.site.files import File
from paradiplomacy.site.messages import LANGUAGES
from paradiplomacy.site.queries import MOST_ROWS, Cell, Column, cell, columns
from paradiplomacy.site.site import Site

_CITY = ox.NamedNode(f"{PARA}City")


def files(site: Site) -> Iterator[File]:
    """``index.html`` of each language; that at the root asks for the language, and leads on in the first."""
    for lang in LANGUAGES:
        where = f"{FOLDERS[lang]}/index.html"
        yield File(where, partial(_page, site, lang, where))
    yield File("index.html", lambda: site.render("root.html", LANGUAGES[0], "index.html"))


def _page(site: Site, lang: str, where: str) -> str:
    drawn = {figure: figure.in_page(site, lang, where) for figure in figures_of(site)}
    tables = {figure: [_table(site, query, lang) for query in figure.tables] for figure in figures_of(site)}
    values = {"drawn": drawn, "tables": tables, "path_of": path_of, "entries": _entries(site)}
    return site.render("home.html", lang, where, **values, schema_org=schema_org(site, lang, where))


def _entries(site: Site) -> dict[str, list[ox.NamedNode]]:
    """Where a reader may begin, each under the key of its heading: of a large graph the first things alone."""
    sources = sorted(set(site.passages.values()), key=lambda node: node.value)
    found = {
        "home.agreements": agreements(site),
        "home.cities": subjects(site.store, TYPE, _CITY),
        "home.sources": sources,
    }
    return {key: things[:MOST_ROWS] for key, things in found.items()}


def _table(site: Site, query: str, lang: str) -> tuple[str, list[Column], list[list[Cell]]]:
    """The question, the columns and the rows of a stored query, as far as a page shows them."""
    stored = site.stored[query]
    answer = site.answer(stored, lang)
    shown = columns(answer)
    rows = [[cell(site, row, column, lang) for column in shown] for row in answer.rows[:MOST_ROWS]]
    return stored.question(lang), shown, rows
