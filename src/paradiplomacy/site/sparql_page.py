"""The page on which a reader asks the graph in SPARQL; all of it happens in the page, also without a network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

import pyoxigraph as ox

from paradiplomacy.names.resolve import languages
from paradiplomacy.names.spellings import affixes
from paradiplomacy.queries.headings import words
from paradiplomacy.queries.stored import StoredQuery
from paradiplomacy.rdf.namespaces import PREFIXES
from paradiplomacy.site.figures.land import rings
from paradiplomacy.site.files import File
from paradiplomacy.site.messages import LANGUAGES, messages
from paradiplomacy.site.site import Site

#: The scripts of the page in the order in which they are loaded; the graph comes between the two groups.
VENDORED = ("oxigraph.js", "oxigraph-wasm.js", "codemirror.js")
SCRIPTS = (
    *("dom.js", "names.js", "csv.js", "points.js", "engine-worker.js", "engine.js", "things.js", "editor.js"),
    *("results.js", "stored.js", "own-table.js", "sparql.js"),
)
_LOCALES = {"en": "en", "id": "id-ID"}
_HEADER = re.compile(r"\A(?:#\+.*\n)+")
# What the editor holds and answers when the page opens; unsorted, so that it comes at once from a large graph, too.
_EXAMPLE = """\
SELECT ?agreement ?label
WHERE {{
  ?agreement a para:Agreement ;
    rdfs:label ?label .
  FILTER(LANG(?label) = "{lang}")
}}
LIMIT 100
"""


def files(site: Site) -> Iterator[File]:
    """``sparql.html`` of each language."""
    for lang in LANGUAGES:
        yield site.page(
            "sparql.html",
            lang,
            "sparql.html",
            settings=settings,
            land=land,
            vendored=VENDORED,
            scripts=SCRIPTS,
        )


def settings(site: Site, lang: str, single: bool = False) -> dict[str, Any]:
    """What the scripts of the page have to know, as JSON; ``single`` where no page of the site lies beside it."""
    texts = {key: text for key, text in messages()[lang].items() if key.startswith("sparql.")}
    names = {name for query in site.stored.values() for name in query.parameters}
    return {
        "lang": lang,
        "locale": _LOCALES[lang],
        "single": single,
        "bulk": [] if single else _bulk_graphs(site),
        "languages": languages(site.store),
        "texts": {key.removeprefix("sparql."): text for key, text in texts.items()},
        "parameters": {name: messages()[lang].get(f"sparql.parameter.{name}", name) for name in sorted(names)},
        "prefixes": PREFIXES,
        "affixes": affixes(),
        "headings": words(lang),
        "queries": [_stored(query, lang) for query in site.stored.values()],
        "example": _EXAMPLE.format(lang=lang),
    }


def _bulk_graphs(site: Site) -> list[str]:
    """The graphs whose things, where no other graph speaks of them, share one page."""
    graphs = {quad.graph_name for node in site.bulk for quad in site.store.quads_for_pattern(node, None, None, None)}
    return sorted(name.value for name in graphs if isinstance(name, ox.NamedNode))


def _stored(query: StoredQuery, lang: str) -> dict[str, Any]:
    return {
        "name": query.name,
        "question": query.question(lang),
        # The header says what the page shows around the query.
        "pieces": [_HEADER.sub("", query.pieces[0]), *query.pieces[1:]],
        "parameters": [
            {"name": it.name, "variable": it.variable, "thing": it.takes_thing, "default": it.default}
            for it in query.parameters.values()
        ],
    }


@cache
def land() -> str:
    """The land as the data of an SVG path, in tenths of a degree from the west to the east and from north to south."""
    # A ring that passes the date line stands on both sides of the map.
    turns = [
        [(round((x + turn) * 10), round(-y * 10)) for x, y in ring]
        for ring in rings()
        for turn in (-360, 0, 360)
        if min(x for x, _ in ring) + turn < 180 and max(x for x, _ in ring) + turn > -180
    ]
    return "".join(map(_outline, turns))


def _outline(ring: list[tuple[int, int]]) -> str:
    """A closed ring as its first point and the steps from there; steps of no length are left out.

    >>> _outline([(5, 5), (7, 4), (7, 4), (5, 5)])
    'M5 5l2-1-2 1z'
    """
    steps = [(x - left, y - top) for (left, top), (x, y) in pairwise(ring) if (x, y) != (left, top)]
    numbers = " ".join(f"{x} {y}" for x, y in steps).replace(" -", "-")
    return f"M{ring[0][0]} {ring[0][1]}l{numbers}z" if steps else ""
