"""Complete what a user types: the entities, types and properties whose names start with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any

from paradiplomacy.linking.names import bare
from paradiplomacy.namespaces import short
from paradiplomacy.reconciliation.describing import Describing
from paradiplomacy.reconciliation.limits import LONGEST_NAME, PAGE
from paradiplomacy.reconciliation.names import Names
from paradiplomacy.reconciliation.terms import Terms

_QUALIFIERS = [{"id": "ExactMatch", "name": "exactly this value"}]


class Suggest:
    """Suggestions from ``names`` and ``terms``."""

    def __init__(self, names: Names, terms: Terms, describing: Describing) -> None:
        self._names, self._terms, self._describing = names, terms, describing

    def entities(
        self, prefix: str, cursor: int, languages: Sequence[str], types: Sequence[str], strict: str
    ) -> list[dict[str, Any]]:
        """The things that ``prefix`` identifies or begins to name, after the first ``cursor``; with ``types`` those of
        one of them only, or first when ``strict`` is "should"; raises Refusal when a type is unknown."""
        wanted = frozenset(self._terms.type_named(type_) for type_ in types)
        numbers: Iterator[int] = iter(())
        if len(prefix) <= LONGEST_NAME:
            numbers = chain(sorted(self._names.by_identifier(prefix)), self._names.starting(prefix))
        found = list(dict.fromkeys(numbers))
        if wanted:
            fitting = [n for n in found if not wanted.isdisjoint(self._names.things[n].types)]
            others = [n for n in found if wanted.isdisjoint(self._names.things[n].types)]
            found = [*fitting, *others] if strict == "should" else fitting
        page = (self._names.things[n] for n in found[cursor : cursor + PAGE])
        return [
            {
                "id": thing.id,
                "name": thing.name(languages),
                "description": self._describing.line(thing, languages),
                "notable": [self._describing.type(kind, languages) for kind in thing.stated],
            }
            for thing in page
        ]

    def types(self, prefix: str, cursor: int, languages: Sequence[str]) -> list[dict[str, Any]]:
        """The types of which the graph has things, as ``entities`` gives things, with those that are broader."""
        return [
            {
                **self._term(iri, languages),
                "broader": [
                    self._describing.type(broader, languages)
                    for broader in sorted(self._terms.with_broader(iri) - {iri})
                    if broader in self._terms.types
                ],
            }
            for iri in self._page(self._terms.types, prefix, cursor)
        ]

    def properties(self, prefix: str, cursor: int, languages: Sequence[str]) -> list[dict[str, Any]]:
        """The properties that can be asked for, with how their values can be compared."""
        page = self._page(self._terms.properties, prefix, cursor)
        return [{**self._term(iri, languages), "matchQualifiers": _QUALIFIERS} for iri in page]

    def proposals(self, type_: str, limit: int, languages: Sequence[str]) -> list[dict[str, str]]:
        """The properties that things of a type have, the most usual first; raises Refusal when it is unknown."""
        used = self._terms.used.get(self._terms.type_named(type_), {}) if type_ else self._terms.properties
        order = sorted(used, key=lambda iri: (-used[iri], iri))
        return [{"id": short(iri), "name": self._terms.name(iri, languages)} for iri in order[:limit]]

    def _term(self, iri: str, languages: Sequence[str]) -> dict[str, Any]:
        definition = self._terms.definition(iri, languages)
        found = {"id": short(iri), "name": self._terms.name(iri, languages)}
        return {**found, "description": definition} if definition else found

    def _page(self, iris: Iterable[str], prefix: str, cursor: int) -> list[str]:
        key = bare(prefix[:LONGEST_NAME])
        whole = {short(iri): iri for iri in iris}
        starting = [iri for iri in whole.values() if any(name.startswith(key) for name in self._spellings(iri))]
        within = [iri for iri in whole.values() if any(f" {key}" in name for name in self._spellings(iri))]
        named = [iri for iri in whole.values() if prefix.strip() == iri]
        return list(islice(dict.fromkeys((*named, *starting, *within)), cursor, cursor + PAGE))

    def _spellings(self, iri: str) -> Iterator[str]:
        yield bare(short(iri))
        yield from map(bare, self._terms.labels(iri).values())
