"""What the sources say of a thing to one question: the record, the accounts of others, groups, and signed documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from paradiplomacy.agents.passages import accounts_of, assertion
from paradiplomacy.agents.told import Graph, graphs_of
from paradiplomacy.agents.values import Measure, measure
from paradiplomacy.rdf.facts import TYPE, Node, objects, subjects, values
from paradiplomacy.rdf.namespaces import PARA, RDFS, SH
from paradiplomacy.rdf.read import load_store
from paradiplomacy.release import shapes_file

# The questions of sources-agree: property → question and grade. A test compares the two.
QUESTIONS = {
    **dict.fromkeys(("startDate", "signedOn", "yearMonth", "year", "edtf"), ("time", "exact")),
    "sinceYear": ("since", "exact"),
    "endDate": ("end", "exact"),
    "recurrence": ("recurrence", "exact"),
    "lengthInKilometres": ("length", "exact"),
    "approximateLengthInKilometres": ("length", "about"),
    "exactSize": ("size", "exact"),
    "minimumSize": ("size", "least"),
    "approximateSize": ("size", "about"),
    "stay": ("stay", "exact"),
    "approximateStay": ("stay", "about"),
    "participantCount": ("participants", "exact"),
    "partnerCount": ("partners", "exact"),
}
_MEASURES: dict[str, Measure] = {
    **{"time": "time", "since": "time", "end": "time", "recurrence": "days", "stay": "days", "length": "kilometres"},
    **{"size": "number", "participants": "number", "partners": "number"},
}
_SIGNED = ("signedOn", "yearMonth", "year")
_BEGINNING = ("time", "since")
_SILENT, _SECTOR = ox.NamedNode(PARA + "silentOn"), ox.NamedNode(PARA + "sector")
_AGREEMENT, _LETTER = ox.NamedNode(PARA + "Agreement"), ox.NamedNode(PARA + "LetterOfIntent")


@dataclass(frozen=True)
class Statement:
    """A value that ``record`` gives by the property ``term``; ``holder`` has the triple, and ``graphs`` hold it.

    ``assertion`` is "" for what is no record.
    """

    record: Node
    holder: Node
    term: ox.NamedNode
    value: Node | ox.Literal
    assertion: str
    graphs: frozenset[Graph]

    @property
    def grade(self) -> str:
        """Whether the value is exact, about or the least."""
        return QUESTIONS.get(_local(self.term), ("", "exact"))[1]


@dataclass(frozen=True)
class Question:
    """A thing and the properties that answer one question about it; ``lang`` is that of the answer."""

    store: ox.Store
    lang: str
    thing: Node
    term: ox.NamedNode

    @property
    def is_compared(self) -> bool:
        """Whether sources-agree compares its answers, so that another value speaks against a claimed one."""
        return _local(self.term) in QUESTIONS

    @property
    def _is_of_agreement(self) -> bool:
        return _AGREEMENT in objects(self.store, self.thing, TYPE)

    @property
    def properties(self) -> list[ox.NamedNode]:
        """The properties that answer it, the asked one among them."""
        question = QUESTIONS.get(_local(self.term), ("",))[0]
        if not question:
            return [self.term]
        # When an agreement began and since when it exists is one question.
        asked = _BEGINNING if self._is_of_agreement and question in _BEGINNING else (question,)
        return [ox.NamedNode(PARA + name) for name, (of, _) in QUESTIONS.items() if of in asked]

    def measure(self, value: ox.Literal | None = None) -> Measure:
        """How its answers are compared; ``value`` is one of them, if there is any."""
        of = QUESTIONS.get(_local(self.term))
        return _MEASURES[of[0]] if of else measure(value) if value else "text"

    def _tellings(self) -> list[Node]:
        return [self.thing, *accounts_of(self.store, self.thing)]

    def statements(self) -> list[Statement]:
        """What the sources say, in a fixed order."""
        found = [
            each
            for telling in self._tellings()
            for each in (
                *self._of(telling, telling, self.properties),
                *(
                    each
                    for group in objects(self.store, telling, PARA + "memberGroup")
                    for each in self._of(telling, group, self.properties)
                ),
            )
        ]
        if self._is_of_agreement and QUESTIONS.get(_local(self.term), ("",))[0] in _BEGINNING:
            found += self._of_documents()
        if self._is_of_agreement and self.term == _SECTOR:
            found += self._of_sectors()
        return list(dict.fromkeys(found))

    def stated_of(self, record: Node) -> Iterator[Statement]:
        """What ``record`` itself says by the properties of the question, for a look beside the thing."""
        return self._of(record, record, self.properties)

    def _of(self, record: Node, holder: Node, properties: Iterable[ox.NamedNode]) -> Iterator[Statement]:
        for term in properties:
            for value in values(self.store, holder, term):
                if not isinstance(value, ox.Triple):
                    graphs = frozenset(graphs_of(self.store, holder, term, value))
                    yield Statement(record, holder, term, value, assertion(self.store, record), graphs)

    def _of_documents(self) -> Iterator[Statement]:
        """The days of what is signed; a letter of intent does not begin an agreement."""
        signed = [ox.NamedNode(PARA + name) for name in _SIGNED]
        for telling in self._tellings():
            for document in objects(self.store, telling, PARA + "instrument"):
                if _LETTER not in objects(self.store, document, TYPE):
                    for record in (document, *accounts_of(self.store, document)):
                        yield from self._of(record, record, signed)

    def _of_sectors(self) -> Iterator[Statement]:
        """The sectors of what is done under an agreement, and those that a claim says it reaches."""
        sectors = set(subjects(self.store, TYPE, ox.NamedNode(PARA + "Sector")))
        for record in subjects(self.store, PARA + "underAgreement", self.thing):
            terms = [_SECTOR]
            if ox.NamedNode(PARA + "Claim") in objects(self.store, record, TYPE):
                terms.append(ox.NamedNode(PARA + "about"))
            for each in self._of(record, record, terms):
                if each.value in sectors:
                    yield each

    def silences(self, value: Node | None = None) -> list[Node]:
        """The records that are silent on the question, or on the concept ``value``."""
        asked = {*self.properties, *([value] if value else [])}
        return [
            telling
            for telling in self._tellings()
            for holder in (telling, *objects(self.store, telling, PARA + "memberGroup"))
            if asked & set(objects(self.store, holder, _SILENT))
        ]

    def most(self) -> int:
        """How many values the shapes let the thing have by the property; 0 when they set no limit."""
        types, done = set(objects(self.store, self.thing, TYPE)), set[Node]()
        while types - done:
            cls = (types - done).pop()
            done.add(cls)
            types |= set(objects(self.store, cls, RDFS + "subClassOf"))
        found = [most for classes, most in _limits().get(self.term, []) if not classes or classes & types]
        return min(found, default=0)


def _local(term: ox.NamedNode) -> str:
    return term.value.removeprefix(PARA)


@cache
def _limits() -> dict[ox.NamedNode, list[tuple[frozenset[Node], int]]]:
    """Property → the most values that a shape allows, each with the classes of its things; none means all things."""
    shapes = load_store([shapes_file()])
    found: dict[ox.NamedNode, list[tuple[frozenset[Node], int]]] = {}
    for shape, _, most, _ in shapes.quads_for_pattern(None, ox.NamedNode(SH + "maxCount"), None):
        assert isinstance(shape, ox.NamedNode) and isinstance(most, ox.Literal)
        holders = subjects(shapes, SH + "property", shape)
        classes = frozenset(cls for holder in holders for cls in objects(shapes, holder, SH + "targetClass"))
        for path in objects(shapes, shape, SH + "path"):
            if int(most.value) and (classes or not holders):
                found.setdefault(path, []).append((classes, int(most.value)))
    return found
