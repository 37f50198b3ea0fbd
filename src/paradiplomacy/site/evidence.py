"""The words behind a record: its passages, as cards."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from paradiplomacy.rdf.facts import Node, literals, nodes, objects
from paradiplomacy.rdf.namespaces import OA, PARA, PREFIXES
from paradiplomacy.site.site import Site

_PAGES = PREFIXES["bibo"] + "pages"


@dataclass(frozen=True)
class Card:
    """A passage: its quotes, what stands before and after, our paraphrase by language, and where it is from."""

    passage: ox.NamedNode
    quotes: list[ox.Literal]
    before: str
    after: str
    paraphrases: dict[str, str]
    section: str
    pages: str
    sources: list[ox.NamedNode]
    cited: list[ox.NamedNode]

    def paraphrase(self, lang: str) -> str:
        """Our paraphrase in the language, else in English."""
        return self.paraphrases.get(lang) or self.paraphrases.get("en", "")


def cards(site: Site, thing: Node) -> list[Card]:
    """The passages that support ``thing``."""
    return [card(site, passage) for passage in objects(site.facts, thing, PARA + "evidence")]


def card(site: Site, passage: ox.NamedNode) -> Card:
    """One passage."""
    store = site.facts
    selectors = nodes(store, passage, OA + "hasSelector")

    def text(name: str) -> str:
        return next((it.value for each in selectors for it in literals(store, each, OA + name)), "")

    return Card(
        passage,
        [it for each in selectors for it in literals(store, each, OA + "exact")],
        text("prefix"),
        text("suffix"),
        {it.language or "": it.value for it in literals(store, passage, PARA + "paraphrase")},
        "; ".join(it.value for it in literals(store, passage, PARA + "section")),
        "; ".join(it.value for it in literals(store, passage, _PAGES)),
        objects(store, passage, OA + "hasSource"),
        objects(store, passage, PARA + "citesSource"),
    )
