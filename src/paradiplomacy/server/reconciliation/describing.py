"""What is said of a thing in passing: its types, and one line that tells namesakes apart."""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox

from paradiplomacy.names.labels import in_language, texts_of
from paradiplomacy.rdf.facts import objects
from paradiplomacy.rdf.namespaces import DCTERMS, PARA, SKOS, short
from paradiplomacy.server.reconciliation.index import Names, Thing
from paradiplomacy.server.reconciliation.vocabulary import Terms

_PLACES = tuple(ox.NamedNode(PARA + name) for name in ("inState", "locatedIn"))
_TEXTS = tuple(map(ox.NamedNode, (DCTERMS + "description", SKOS + "definition", "https://schema.org/description")))
_LONGEST = 200


class Describing:
    """Describes the things of ``names``."""

    def __init__(self, store: ox.Store, names: Names, terms: Terms) -> None:
        self._store, self._names, self._terms = store, names, terms

    def type(self, iri: str, languages: Sequence[str] = ()) -> dict[str, str]:
        """A type with its id and name."""
        return {"id": short(iri), "name": self._terms.name(iri, languages)}

    def line(self, thing: Thing, languages: Sequence[str] = ()) -> str:
        """The narrowest classes of the thing, where it lies, and what a description says of it."""
        narrow = [kind for kind in thing.stated if not any(kind in self._broader(other) for other in thing.stated)]
        parts = [", ".join(self._terms.name(kind, languages) for kind in narrow)]
        parts += [name for place in _PLACES for name in self._things(thing, place, languages)][:2]
        line = ", ".join(part for part in parts if part)
        text = in_language(texts_of(self._store, ox.NamedNode(thing.iri), _TEXTS), *languages)
        whole = f"{line}: {text}" if text and line else text or line
        return f"{whole[: _LONGEST - 1]}…" if len(whole) > _LONGEST else whole

    def _broader(self, iri: str) -> frozenset[str]:
        return self._terms.with_broader(iri) - {iri}

    def _things(self, thing: Thing, predicate: ox.NamedNode, languages: Sequence[str]) -> list[str]:
        numbers = (
            self._names.number.get(node.value) for node in objects(self._store, ox.NamedNode(thing.iri), predicate)
        )
        return sorted(self._names.things[number].name(languages) for number in numbers if number is not None)
