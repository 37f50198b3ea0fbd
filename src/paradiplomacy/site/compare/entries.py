"""A record in the comparison: its words, who says them, and where sources stand with or against each other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import pyoxigraph as ox

from paradiplomacy.rdf.facts import objects, subjects
from paradiplomacy.rdf.namespaces import ID, PARA
from paradiplomacy.site.compare.cells import Record, records, sectors, status
from paradiplomacy.site.evidence import Card, cards
from paradiplomacy.site.site import Site
from paradiplomacy.sparql.answer import display_text


@dataclass(frozen=True)
class Verdict:
    """What sources answer to one question on a record, by ``sources-agree``: who says it, how many are against."""

    question: str
    value: str
    outcome: str
    sources: tuple[ox.NamedNode, ...]
    against: int


@dataclass(frozen=True)
class Entry:
    """A record with the passages behind it and behind the accounts of it that other sources give."""

    record: Record
    cards: tuple[Card, ...]
    verdicts: tuple[Verdict, ...]

    @property
    def sources(self) -> list[ox.NamedNode]:
        """The sources of its words, by name."""
        return sorted({it for card in self.cards for it in card.sources}, key=lambda node: node.value)

    @property
    def is_contested(self) -> bool:
        """Whether any source is against what another says of it."""
        return any(it.against for it in self.verdicts)


@dataclass(frozen=True)
class Cell:
    """What one agreement has in one sector."""

    agreement: ox.NamedNode
    sector: ox.NamedNode
    status: ox.NamedNode
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Comparison:
    """Agreements beside each other, sector by sector; a row has a cell for each agreement."""

    agreements: tuple[ox.NamedNode, ...]
    rows: tuple[tuple[ox.NamedNode, tuple[Cell, ...]], ...]

    @property
    def entries(self) -> list[Entry]:
        """All records, row by row."""
        return [entry for _, cells in self.rows for cell in cells for entry in cell.entries]

    @property
    def sources(self) -> list[ox.NamedNode]:
        """All sources of the words, by name."""
        return sorted({it for entry in self.entries for it in entry.sources}, key=lambda node: node.value)


def comparison(site: Site, agreements: tuple[ox.NamedNode, ...], lang: str) -> Comparison:
    """The comparison of the agreements in all sectors."""
    return Comparison(
        agreements,
        tuple((sector, tuple(_cell(site, sector, it, lang) for it in agreements)) for sector in sectors(site)),
    )


@lru_cache(maxsize=512)
def _cell(site: Site, sector: ox.NamedNode, agreement: ox.NamedNode, lang: str) -> Cell:
    found = records(site, sector, agreement)
    entries = tuple(Entry(it, _words(site, it.node), _verdicts(site, lang).get(it.node, ())) for it in found)
    return Cell(agreement, sector, status(site, sector, agreement, found), entries)


def _words(site: Site, node: ox.NamedNode) -> tuple[Card, ...]:
    tellers = [node, *subjects(site.store, f"{PARA}accountOf", node)]
    found = {card.passage: card for teller in tellers for card in cards(site, teller)}
    return tuple(found[passage] for passage in sorted(found, key=lambda it: it.value))


@lru_cache(maxsize=4)
def _verdicts(site: Site, lang: str) -> dict[ox.NamedNode, tuple[Verdict, ...]]:
    """Thing → what sources answer on it, in the order of the query."""
    if "sources-agree" not in site.stored:
        return {}
    answer = site.answer(site.stored["sources-agree"], lang)
    found: dict[ox.NamedNode, list[Verdict]] = {}
    for row in answer.rows:
        told = dict(zip(answer.variables, row, strict=True))
        words = {name: display_text(term) for name, term in told.items()}
        sources = tuple(ox.NamedNode(f"{ID}{name}") for name in words["sources"].split("; ") if name)
        verdict = Verdict(words["question"], words["value"], words["outcomeLabel"], sources, int(words["against"]))
        thing = told["thing"]
        if isinstance(thing, ox.NamedNode):
            found.setdefault(thing, []).append(verdict)
    return {thing: tuple(every) for thing, every in found.items()}


def comparable(site: Site, agreements: list[ox.NamedNode]) -> list[ox.NamedNode]:
    """The agreements that have anything to compare: evidence of their own, or a record in a sector."""
    return [
        it
        for it in agreements
        if objects(site.facts, it, f"{PARA}evidence") or any(records(site, sector, it) for sector in sectors(site))
    ]
