"""Complete what a user types: the entities, types and properties whose names start with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from paradiplomacy.names.spellings import bare
from paradiplomacy.rdf.namespaces import short
from paradiplomacy.server.reconciliation.describing import Describing
from paradiplomacy.server.reconciliation.index import Names
from paradiplomacy.server.reconciliation.limits import LONGEST_NAME, MOST_SUGGESTED
from paradiplomacy.server.reconciliation.vocabulary import Terms

_QUALIFIERS = [{"id": "ExactMatch", "name": "exactly this value"}]


def page_of(start: int, most: int) -> slice:
    """Which suggestions a client gets that asks for ``most`` after the first ``start``."""
    return slice(start, start + min(most, MOST_SUGGESTED))


class Suggest:
    """Suggestions from ``names`` and ``terms``."""

    def __init__(self, names: Names, terms: Terms, describing: Describing) -> None:
        self._names, self._terms, self._describing = names, terms, describing

    def entities(
        self, prefix: str, page: slice, languages: Sequence[str], types: Sequence[str], strict: str
    ) -> list[dict[str, Any]]:
        """The things that ``prefix`` identifies or begins to name, of which ``page``; with ``types`` those of one of
        them only, or first when ``strict`` is "should"; raises Refusal when a type is unknown."""
        wanted = frozenset(self._terms.type_named(type_) for type_ in types)
        numbers: Iterator[int] = iter(())
        if len(prefix) <= LONGEST_NAME:
            numbers = chain(sorted(self._names.by_identifier(prefix)), self._names.starting(prefix))
        found = list(dict.fromkeys(numbers))
        if wanted:
            fitting = [n for n in found if not wanted.isdisjoint(self._names.things[n].types)]
            others = [n for n in found if wanted.isdisjoint(self._names.things[n].types)]
            found = [*fitting, *others] if strict == "should" else fitting
        return [
            {
                "id": thing.id,
                "name": thing.name(languages),
                "description": self._describing.line(thing, languages),
                "notable": [self._describing.type(kind, languages) for kind in thing.stated],
            }
            for thing in (self._names.things[number] for number in found[page])
        ]

    def types(self, prefix: str, page: slice, languages: Sequence[str]) -> list[dict[str, Any]]:
        """The types of which the graph has things, as ``entities`` gives things, with the next broader ones."""
        return [
            {
                **self._term(iri, languages),
                "broader": [self._describing.type(broader, languages) for broader in self._terms.next_broader(iri)],
            }
            for iri in self._beginning(self._terms.types, prefix)[page]
        ]

    def properties(self, prefix: str, page: slice, languages: Sequence[str]) -> list[dict[str, Any]]:
        """The properties that can be asked for, with how their values can be compared."""
        found = self._beginning(self._terms.properties, prefix)[page]
        return [{**self._term(iri, languages), "matchQualifiers": _QUALIFIERS} for iri in found]

    def proposals(self, type_: str, limit: int, languages: Sequence[str]) -> list[dict[str, str]]:
        """The properties that things of a type have, the most usual first; raises Refusal when it is unknown."""
        used = self._terms.used.get(self._terms.type_named(type_), {}) if type_ else self._terms.properties
        order = sorted(used, key=lambda iri: (-used[iri], iri))
        return [{"id": short(iri), "name": self._terms.name(iri, languages)} for iri in order[:limit]]

    def _term(self, iri: str, languages: Sequence[str]) -> dict[str, Any]:
        definition = self._terms.definition(iri, languages)
        found = {"id": short(iri), "name": self._terms.name(iri, languages)}
        return {**found, "description": definition} if definition else found

    def _beginning(self, iris: Iterable[str], prefix: str) -> list[str]:
        key = bare(prefix[:LONGEST_NAME])
        whole = {short(iri): iri for iri in iris}
        starting = [iri for iri in whole.values() if any(name.startswith(key) for name in self._spellings(iri))]
        within = [iri for iri in whole.values() if any(f" {key}" in name for name in self._spellings(iri))]
        named = [iri for iri in whole.values() if prefix.strip() == iri]
        return list(dict.fromkeys((*named, *starting, *within)))

    def _spellings(self, iri: str) -> Iterator[str]:
        yield bare(short(iri))
        yield from map(bare, self._terms.labels(iri).values())
