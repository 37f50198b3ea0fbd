"""Completions of what a user types: the entities, types and properties with such a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from paradiplomacy.names.spellings import bare
from paradiplomacy.rdf.namespaces import short
from paradiplomacy.server.reconciliation.index import Index
from paradiplomacy.server.reconciliation.limits import LONGEST_NAME, MOST_SUGGESTED


def page_of(start: int, most: int) -> slice:
    """The suggestions for a client that asks for ``most`` after the first ``start``."""
    return slice(start, start + min(most, MOST_SUGGESTED))


class Suggester:
    """Suggestions from ``index`` and its vocabulary."""

    def __init__(self, index: Index) -> None:
        self._index, self._vocabulary = index, index.vocabulary

    def entities(
        self, prefix: str, page: slice, languages: Sequence[str], types: Sequence[str], strict: str
    ) -> list[dict[str, Any]]:
        """The things that ``prefix`` identifies or that have a name with it.

        With ``types``, only things of one of them, or these first when ``strict`` is "should". Raises CallError when a
        type is unknown.
        """
        wanted = frozenset(self._vocabulary.type_named(type_) for type_ in types)
        numbers: Iterator[int] = iter(())
        if len(prefix) <= LONGEST_NAME:
            numbers = chain(sorted(self._index.by_identifier(prefix)), self._index.starting(prefix))
        found = list(dict.fromkeys(numbers))
        if wanted:
            fitting = [n for n in found if not wanted.isdisjoint(self._index.things[n].types)]
            others = [n for n in found if wanted.isdisjoint(self._index.things[n].types)]
            found = [*fitting, *others] if strict == "should" else fitting
        return [
            {
                "id": thing.id,
                "name": thing.name(languages),
                "description": self._index.description(thing, languages),
                "notable": [self._vocabulary.reference(kind, languages) for kind in thing.stated],
            }
            for thing in (self._index.things[number] for number in found[page])
        ]

    def types(self, prefix: str, page: slice, languages: Sequence[str]) -> list[dict[str, Any]]:
        """The types of the graph's things with such a name, each with the next broader types."""
        return [
            {
                **self._term(iri, languages),
                "broader": [
                    self._vocabulary.reference(broader, languages) for broader in self._vocabulary.next_broader(iri)
                ],
            }
            for iri in self._beginning(self._vocabulary.types, prefix)[page]
        ]

    def properties(self, prefix: str, page: slice, languages: Sequence[str]) -> list[dict[str, Any]]:
        """The properties with such a name."""
        return [self._term(iri, languages) for iri in self._beginning(self._vocabulary.properties, prefix)[page]]

    def proposals(self, type_: str, limit: int, languages: Sequence[str]) -> list[dict[str, str]]:
        """The properties of the things of a type, the most frequent first; raises CallError when it is unknown."""
        used = (
            self._vocabulary.used.get(self._vocabulary.type_named(type_), {}) if type_ else self._vocabulary.properties
        )
        order = sorted(used, key=lambda iri: (-used[iri], iri))
        return [self._vocabulary.reference(iri, languages) for iri in order[:limit]]

    def _term(self, iri: str, languages: Sequence[str]) -> dict[str, Any]:
        definition = self._vocabulary.definition(iri, languages)
        found = self._vocabulary.reference(iri, languages)
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
        yield from map(bare, self._vocabulary.labels(iri).values())
