"""The twinnings that our graph records: between whom, since when, stated or not, and by which source."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from paradiplomacy.linking.entities import label_of
from paradiplomacy.linking.wikidata.items import item_of
from paradiplomacy.rdf.facts import objects, subjects
from paradiplomacy.rdf.namespaces import DCTERMS, ID, OA, PARA, RDF

if TYPE_CHECKING:
    from collections.abc import Iterable

_STATED = ox.NamedNode(ID + "assertion-stated")
_PAGE = "http://xmlns.com/foaf/0.1/page"


class Party(NamedTuple):
    """A party of a twinning: its id in the graph, its label, and the item it is linked to ("" for none)."""

    id: str
    label: str
    item: str


class Source(NamedTuple):
    """A source: its id and title, and what a reference can be made of ("" for none).

    That is ``page``, its address on the web, ``accessed``, the day of access, and ``item``, its own item.
    """

    id: str
    title: str
    page: str
    accessed: str
    item: str


class Twinning(NamedTuple):
    """Two parties that our graph records as twinned.

    ``start`` is a day or a year as the source gives it ("" for none), ``start_record`` the record that says so,
    ``end`` the day on which it ended ("" for none);
    ``sources`` support the twinning, ``start_sources`` (by their ids) the start too; ``cited`` are the works that
    they name for it, ``quotes`` the words.
    """

    agreement: str
    label: str
    one: Party
    other: Party
    is_stated: bool
    start: str
    start_record: str
    sources: tuple[Source, ...]
    start_sources: frozenset[str]
    cited: tuple[Source, ...]
    quotes: tuple[str, ...]
    end: str = ""


def twinnings(store: ox.Store) -> list[Twinning]:
    """All twinnings of the graph, by the ids of their agreements; an agreement of three parties makes three."""
    found: list[Twinning] = []
    for agreement in subjects(store, RDF + "type", ox.NamedNode(PARA + "SisterCityAgreement")):
        parties = [
            Party(node.value.removeprefix(ID), label_of(store, node), item_of(store, node))
            for node in objects(store, agreement, PARA + "party")
        ]
        start, record = _start(store, agreement)
        ours, theirs = _sources(store, [agreement]), _sources(store, [record] if record else [])
        shown = [record, agreement] if record and record != agreement else [agreement]
        for one, other in combinations(parties, 2):
            found.append(
                Twinning(
                    agreement.value.removeprefix(ID),
                    label_of(store, agreement),
                    one,
                    other,
                    _is_stated(store, agreement),
                    start,
                    record.value.removeprefix(ID) if record else "",
                    tuple(_source(store, node) for node in ours),
                    frozenset(node.value.removeprefix(ID) for node in theirs),
                    tuple(_source(store, node) for node in _sources(store, shown, cited=True)),
                    tuple(_quotes(store, shown[0])),
                    next(iter(_texts(store, agreement, PARA + "endDate")), ""),
                )
            )
    return found


def _start(store: ox.Store, agreement: ox.NamedNode) -> tuple[str, ox.NamedNode | None]:
    """When the twinning began, and the record that says so.

    That is the day of the first memorandum of understanding, because it makes the relation; a letter of intent only
    announces it. Without one, it is the year since which the agreement is said to last. Hedged records do not count.
    """
    days = [
        (day, document)
        for document in objects(store, agreement, PARA + "instrument")
        if ox.NamedNode(PARA + "MemorandumOfUnderstanding") in objects(store, document, RDF + "type")
        and _is_stated(store, document)
        for day in _texts(store, document, PARA + "signedOn")
    ]
    if days:
        return min(days, key=lambda pair: (pair[0], pair[1].value))
    years = _texts(store, agreement, PARA + "sinceYear")
    return (min(years), agreement) if years and _is_stated(store, agreement) else ("", None)


def _is_stated(store: ox.Store, record: ox.NamedNode) -> bool:
    return objects(store, record, PARA + "assertionKind") == [_STATED]


def _sources(store: ox.Store, records: Iterable[ox.NamedNode], cited: bool = False) -> list[ox.NamedNode]:
    """The sources of the passages that support ``records``, or the works that those passages cite."""
    property_ = PARA + "citesSource" if cited else OA + "hasSource"
    found = {
        source
        for record in records
        for passage in objects(store, record, PARA + "evidence")
        for source in objects(store, passage, property_)
    }
    return sorted(found, key=lambda node: node.value)


def _source(store: ox.Store, node: ox.NamedNode) -> Source:
    pages = [page.value for page in objects(store, node, _PAGE) if page.value.startswith(("https://", "http://"))]
    titles = sorted(_texts(store, node, DCTERMS + "title")) or [label_of(store, node)]
    return Source(
        node.value.removeprefix(ID),
        titles[0],
        next(iter(pages), ""),
        next(iter(_texts(store, node, PARA + "accessedOn")), ""),
        item_of(store, node),
    )


def _quotes(store: ox.Store, record: ox.NamedNode) -> list[str]:
    return [
        quote
        for passage in objects(store, record, PARA + "evidence")
        for selector in objects(store, passage, OA + "hasSelector")
        for quote in _texts(store, selector, OA + "exact")
    ]


def _texts(store: ox.Store, node: ox.NamedNode, property_: str) -> list[str]:
    quads = store.quads_for_pattern(node, ox.NamedNode(property_), None, None)
    return sorted({quad.object.value for quad in quads if isinstance(quad.object, ox.Literal)})
