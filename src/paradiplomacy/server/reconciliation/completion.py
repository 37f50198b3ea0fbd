"""Completions of what a user types: the entities, types and properties with such a name."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import chain
from typing import Any

from paradiplomacy.names.spellings import bare
from paradiplomacy.rdf.namespaces import short
from paradiplomacy.server.reconciliation.index import Index
from paradiplomacy.server.reconciliation.limits import LONGEST_NAME


class Suggester:
    """Suggestions from ``index`` and its vocabulary, with names in the first of ``languages`` that has one."""

    def __init__(self, index: Index, languages: Sequence[str]) -> None:
        self._index, self._vocabulary, self._languages = index, index.vocabulary, languages

    def entities(self, prefix: str, page: slice, types: Sequence[str], strict: str) -> list[dict[str, Any]]:
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
                "name": thing.name(self._languages),
                "description": self._index.description(thing, self._languages),
                "notable": [self._reference(kind) for kind in thing.stated],
            }
            for thing in (self._index.things[number] for number in found[page])
        ]

    def types(self, prefix: str, page: slice) -> list[dict[str, Any]]:
        """The types of the graph's things with such a name."""
        return [self._term(iri) for iri in self._beginning(self._vocabulary.types, prefix)[page]]

    def properties(self, prefix: str, page: slice) -> list[dict[str, Any]]:
        """The properties with such a name."""
        return [self._term(iri) for iri in self._beginning(self._vocabulary.properties, prefix)[page]]

    def proposals(self, type_: str, limit: int) -> list[dict[str, str]]:
        """The properties of the things of a type, the most frequent first; raises CallError when it is unknown."""
        known = self._vocabulary
        used = known.used.get(known.type_named(type_), {}) if type_ else known.properties
        order = sorted(used, key=lambda iri: (-used[iri], iri))
        return [self._reference(iri) for iri in order[:limit]]

    def _reference(self, iri: str) -> dict[str, str]:
        return self._vocabulary.reference(iri, self._languages)

    def _term(self, iri: str) -> dict[str, Any]:
        definition = self._vocabulary.definition(iri, self._languages)
        return {**self._reference(iri), **({"description": definition} if definition else {})}

    def _beginning(self, iris: Collection[str], prefix: str) -> list[str]:
        key = bare(prefix[:LONGEST_NAME])
        named = [iri for iri in iris if prefix.strip() == iri]
        starting = [iri for iri in iris if any(name.startswith(key) for name in self._spellings(iri))]
        within = [iri for iri in iris if any(f" {key}" in name for name in self._spellings(iri))]
        return list(dict.fromkeys((*named, *starting, *within)))

    def _spellings(self, iri: str) -> Iterator[str]:
        yield bare(short(iri))
        yield from map(bare, self._vocabulary.labels(iri).values())
