"""The twinnings that our graph records: between whom, since when, stated or not, and by which source."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import NamedTuple

import pyoxigraph as ox

from paradiplomacy.linking.entities import item_of
from paradiplomacy.names.labels import label_of
from paradiplomacy.rdf.facts import TYPE, literals, objects, subjects
from paradiplomacy.rdf.namespaces import DCTERMS, ID, OA, PARA, PREFIXES

_STATED = ox.NamedNode(ID + "assertion-stated")
_LETTER = ox.NamedNode(PARA + "LetterOfIntent")
# The properties by which a telling gives the start, the most exact first.
_TIMES = ("signedOn", "startDate", "yearMonth", "sinceYear", "year")


class Party(NamedTuple):
    """A party of a twinning: its id in the graph, its label, and the item it is linked to ("" for none)."""

    id: str
    label: str
    item: str


class Source(NamedTuple):
    """A source: its id, its title and the language of that, and what a reference can be made of ("" for none).

    That is ``page``, its address on the web, ``accessed``, the day of access, and ``item``, its own item.
    """

    id: str
    title: str
    language: str
    page: str
    accessed: str
    item: str


class Quote(NamedTuple):
    """The words of a source for a record (the agreement, or the document that gives the start), and their language."""

    record: str
    source: str
    text: str
    language: str


class Twinning(NamedTuple):
    """Two parties that our graph records as twinned.

    ``start`` is the day, month or year on which the sources agree, ``starts`` what each of them says, ``end`` the day
    on which it ended ("" for none); ``sources`` support the twinning, ``start_sources`` (by their ids) the start too;
    ``cited`` are the works that they name for it.
    """

    agreement: str
    parties: tuple[Party, Party]
    is_stated: bool
    start: str
    starts: tuple[str, ...]
    end: str
    sources: tuple[Source, ...]
    start_sources: frozenset[str]
    cited: tuple[Source, ...]
    quotes: tuple[Quote, ...]

    @property
    def items(self) -> tuple[str, str]:
        """The items of the two parties, "" for one without."""
        one, other = self.parties
        return one.item, other.item

    def words(self, source: str = "") -> list[Quote]:
        """The quotes, of ``source`` or of all, for the record that gives the start, else for the agreement."""
        quotes = [quote for quote in self.quotes if source in ("", quote.source)]
        return [quote for quote in quotes if quote.record == quotes[0].record]


class _Start(NamedTuple):
    """When a twinning began, and the record that says so."""

    when: str
    record: ox.NamedNode


def twinnings(store: ox.Store) -> list[Twinning]:
    """All twinnings of the graph, by the ids of their agreements; an agreement of three parties makes three."""
    found: list[Twinning] = []
    for agreement in subjects(store, TYPE, ox.NamedNode(PARA + "SisterCityAgreement")):
        parties = [
            Party(_id(node), label_of(store, node), item_of(store, node))
            for node in objects(store, agreement, PARA + "party")
        ]
        tellings = [agreement, *_accounts(store, agreement)]
        starts = [each for telling in tellings if (each := _start(store, telling))]
        start = _agreed({each.when for each in starts})
        # Of a start on which the sources agree only in part, each supports that part.
        giving = [each.record for each in starts if start and each.when.startswith(start)]
        records = list(dict.fromkeys([*giving, *(each.record for each in starts), *tellings]))
        found += [
            Twinning(
                _id(agreement),
                pair,
                _is_stated(store, agreement),
                start,
                tuple(sorted({each.when for each in starts})),
                next(iter(_texts(store, agreement, PARA + "endDate")), ""),
                tuple(_source(store, node) for node in _sources(store, tellings)),
                frozenset(_id(node) for node in _sources(store, giving)),
                tuple(_source(store, node) for node in _sources(store, records, cited=True)),
                tuple(quote for each in records for quote in _quotes(store, each)),
            )
            for pair in combinations(parties, 2)
        ]
    return found


def _accounts(store: ox.Store, agreement: ox.NamedNode) -> list[ox.NamedNode]:
    """What further sources state of the agreement, or of a document that makes it."""
    accounts = _of(store, agreement)
    documents = [document for telling in (agreement, *accounts) for document in _documents(store, telling)]
    found = [*accounts, *(account for document in dict.fromkeys(documents) for account in _of(store, document))]
    return [account for account in dict.fromkeys(found) if _is_stated(store, account)]


def _of(store: ox.Store, thing: ox.NamedNode) -> list[ox.NamedNode]:
    return subjects(store, PARA + "accountOf", thing)


def _documents(store: ox.Store, telling: ox.NamedNode) -> list[ox.NamedNode]:
    """The stated documents that make the relation; a letter of intent only announces it."""
    return [
        document
        for document in objects(store, telling, PARA + "instrument")
        if isinstance(document, ox.NamedNode)
        and _LETTER not in objects(store, document, TYPE)
        and _is_stated(store, document)
    ]


def _start(store: ox.Store, telling: ox.NamedNode) -> _Start | None:
    """When the twinning began by one telling: the first day of a document, else the time that stands on it."""
    signed = [
        _Start(when, document)
        for document in _documents(store, telling)
        for when in _texts(store, document, PARA + "signedOn")
    ]
    if signed:
        return min(signed, key=lambda start: (start.when, start.record.value))
    times = (when for name in _TIMES for when in _texts(store, telling, PARA + name))
    when = next(times, "") if _is_stated(store, telling) else ""
    return _Start(when, telling) if when else None


def _agreed(values: Iterable[str]) -> str:
    """The most exact day, month or year that no value contradicts; "" when they differ in the year.

    >>> _agreed(["1997-09", "1997", "1997-09-24"]), _agreed(["1994-08-24", "1994-11-10"]), _agreed(["1994", "1995"])
    ('1997-09-24', '1994', '')
    """
    known = sorted(values, key=len)
    if not known:
        return ""
    longest = known[-1]
    for length in (len(longest), 7, 4):
        if all(longest[:length].startswith(value[:length]) for value in known):
            return longest[:length]
    return ""


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
    pages = [page.value for page in objects(store, node, PREFIXES["foaf"] + "page")]
    own = _texts(store, node, DCTERMS + "language")
    # The title in the language of the source itself is the one under which it is found.
    titles = sorted(literals(store, node, DCTERMS + "title"), key=lambda text: (text.language not in own, str(text)))
    return Source(
        _id(node),
        titles[0].value if titles else label_of(store, node),
        (titles[0].language or "") if titles else "",
        next((page for page in pages if page.startswith(("https://", "http://"))), ""),
        next(iter(_texts(store, node, PARA + "accessedOn")), ""),
        item_of(store, node),
    )


def _quotes(store: ox.Store, record: ox.NamedNode) -> list[Quote]:
    return [
        Quote(_id(record), _id(source), text.value, text.language or "")
        for passage in objects(store, record, PARA + "evidence")
        for source in objects(store, passage, OA + "hasSource")
        for selector in objects(store, passage, OA + "hasSelector")
        for text in literals(store, selector, OA + "exact")
    ]


def _texts(store: ox.Store, node: ox.NamedNode, property_: str) -> list[str]:
    return sorted({value.value for value in literals(store, node, property_)})


def _id(node: ox.NamedNode) -> str:
    return node.value.removeprefix(ID)
