"""What every figure draws with: its width, the size of its letters, the colours of the pairs, and links to records."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import pyoxigraph as ox

from paradiplomacy.rdf.facts import TYPE, Node, objects, subjects
from paradiplomacy.rdf.namespaces import ID, OA, PARA
from paradiplomacy.site.addresses import relative
from paradiplomacy.site.figures.svg import tag
from paradiplomacy.site.site import Site
from paradiplomacy.sparql.answer import display_text

#: As many colours as the style sheet has; with more pairs they come back, and the words tell which is which.
COLOURS = 5
#: The kinds of assertion in the order of their force.
ASSERTIONS = ("stated", "hedged", "expected")
Row = TypeVar("Row")
#: No figure shows more rows: a reader of a graph with thousands of agreements has the table.
MOST = 120
_AGREEMENT = ox.NamedNode(f"{PARA}Agreement")
_SISTER_CITIES = ox.NamedNode(f"{PARA}SisterCityAgreement")


@dataclass(frozen=True)
class Pen:
    """Draws for a page at the path ``where``; a narrow figure fits a telephone."""

    site: Site
    lang: str
    where: str
    is_wide: bool

    @property
    def width(self) -> int:
        """The width of the figure in its own units, which are pixels where it has all the room it wants."""
        return 880 if self.is_wide else 360

    @property
    def size(self) -> int:
        """The height of its letters."""
        return 14 if self.is_wide else 13

    @property
    def form(self) -> str:
        """The word by which the style sheet knows the width."""
        return "wide" if self.is_wide else "narrow"

    def t(self, key: str, **values: object) -> str:
        """A text of the interface."""
        return self.site.text(f"figure.{key}", self.lang, **values)

    def label(self, node: Node) -> str:
        """The name of a thing."""
        return self.site.label(node, self.lang)

    def link(self, node: Node, name: str, *children: str, class_: str = "") -> str:
        """A mark: it leads to the page of its record and says its ``name`` to a screen reader and to a mouse."""
        path = self.site.path_of(node, self.lang)
        return tag(
            "a",
            tag("title", _escaped(name)),
            *children,
            href=relative(path, self.where),
            class_=class_,
            aria_label=name,
        )

    def colour(self, agreement: Node) -> str:
        """The class of the colour of a pair; agreements of a pair's cities come after all pairs."""
        place = self._places.get(agreement)
        return "" if place is None else f"p{place % COLOURS + 1}"

    @cached_property
    def _places(self) -> dict[Node, int]:
        return {agreement: place for place, agreement in enumerate(agreements(self.site))}


def first(pen: Pen, found: list[Row]) -> tuple[list[Row], list[str]]:
    """As many as a figure can show, and where there are more, a note that says so."""
    if len(found) <= MOST:
        return found, []
    return found[:MOST], [pen.t("cut", shown=MOST, number=len(found))]


def assertion(concept: Node) -> str:
    """The class of a kind of assertion in the style sheet; what we do not know is not shown as firmly stated."""
    name = concept.value.removeprefix(f"{ID}assertion-")
    return name if name in ASSERTIONS else "hedged"


def assertion_of(site: Site, record: Node) -> str:
    """How the source says it, as the class of the style sheet."""
    kinds = objects(site.facts, record, f"{PARA}assertionKind")
    return assertion(kinds[0]) if kinds else "stated"


def assertion_called(site: Site, words: str, lang: str) -> str:
    """The same for what a row of a query says of it in the language."""
    concepts = {it: ox.NamedNode(f"{ID}assertion-{it}") for it in ASSERTIONS}
    # A query gives the IRI of what has no label.
    return next((it for it, node in concepts.items() if words in (site.label(node, lang), node.value)), "hedged")


def agreements(site: Site) -> list[ox.NamedNode]:
    """All agreements, those of sister cities first."""
    pairs = subjects(site.store, TYPE, _SISTER_CITIES)
    return [*pairs, *(it for it in subjects(site.store, TYPE, _AGREEMENT) if it not in pairs)]


def contested(site: Site, lang: str) -> dict[Node, set[tuple[str, str]]]:
    """What sources say against each other: thing → (question, value), from ``sources-agree``."""
    found: dict[Node, set[tuple[str, str]]] = {}
    for row in rows(site, "sources-agree", lang):
        if row["against"] != "0":
            found.setdefault(ox.NamedNode(row["thing"]), set()).add((row["questionCode"], row["literal"]))
    return found


def rows(site: Site, query: str, lang: str) -> list[dict[str, str]]:
    """The rows of a stored query as texts, IRIs whole; "" where a cell is empty."""
    return site.kept(_rows, query, lang)


def _rows(site: Site, query: str, lang: str) -> list[dict[str, str]]:
    answer = site.answer(site.stored[query], lang)
    return [
        {
            name: term.value if isinstance(term, ox.NamedNode) else display_text(term)
            for name, term in zip(answer.variables, row, strict=True)
        }
        for row in answer.rows
    ]


def sources_of(site: Site, records: set[Node]) -> list[ox.NamedNode]:
    """The sources whose passages stand behind the records and the accounts of them, by name."""
    accounts = {it for record in records for it in subjects(site.store, f"{PARA}accountOf", record)}
    passages = {it for record in records | accounts for it in objects(site.facts, record, f"{PARA}evidence")}
    found = {it for passage in passages for it in objects(site.facts, passage, f"{OA}hasSource")}
    return sorted(found, key=lambda node: node.value)


def _escaped(words: str) -> str:
    from xml.sax.saxutils import escape

    return escape(words)
