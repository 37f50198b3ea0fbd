"""The index of the named things of a graph: from a name or an identifier to its things."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

import pyoxigraph as ox

from paradiplomacy.names.labels import in_language, texts_of
from paradiplomacy.names.resolve import OTHER_NAMES, OWN_NAMES, item_named, normal
from paradiplomacy.names.spellings import bare
from paradiplomacy.rdf.facts import TYPE, objects
from paradiplomacy.rdf.namespaces import DCTERMS, ID, OWL, PARA, PREFIXES, SKOS
from paradiplomacy.server.reconciliation.limits import MOST_NAMES, CallError
from paradiplomacy.server.reconciliation.schema import Vocabulary

# A thing's own names in other vocabularies, and further names.
_OWN = (*OWN_NAMES, DCTERMS + "title", PREFIXES["foaf"] + "name", PREFIXES["schema"] + "name", "http://schema.org/name")
_OTHER = (*OTHER_NAMES, SKOS + "hiddenLabel", PREFIXES["schema"] + "alternateName", "http://schema.org/alternateName")
# A thing is described by its state, the place around it and a text.
_PLACES = tuple(ox.NamedNode(PARA + name) for name in ("inState", "locatedIn"))
_TEXTS = tuple(map(ox.NamedNode, (DCTERMS + "description", SKOS + "definition", "https://schema.org/description")))
_LONGEST_LINE = 200
_LINKS = (OWL + "sameAs", SKOS + "exactMatch")
#: Kinds of thing to whose names languages add a word, such as "Kota X"; "" stands for all others.
KINDS = ("", "city", "province")
_BRACKET = re.compile(r"\([^()]*\)\s*$")


class Name(NamedTuple):
    """A name of a thing: its text, its language ("" for none), and whether it is the thing's own."""

    text: str
    language: str
    own: bool


class Thing(NamedTuple):
    """A thing of the graph with its id, its types as stated, those with all broader ones, and its names."""

    iri: str
    id: str
    stated: tuple[str, ...]
    types: frozenset[str]
    names: tuple[Name, ...]

    def name(self, languages: Sequence[str] = ()) -> str:
        """The name to show, in the first of ``languages`` that has one."""
        own = [name for name in self.names if name.own] or list(self.names)
        return in_language({name.language: name.text for name in reversed(own)}, *languages)


class NameMatch(NamedTuple):
    """How well a name fits, from 0 to 1, and whether it is the same but for spelling and words such as "Kota"."""

    fit: float
    same: bool


class Index:
    """The named things of ``store``; raises CallError when there are too many names."""

    def __init__(self, store: ox.Store, vocabulary: Vocabulary) -> None:
        self.store, self.vocabulary = store, vocabulary
        self.things: list[Thing] = []
        self.number: dict[str, int] = {}
        self._normal: dict[str, dict[int, bool]] = {}
        self._bare: dict[tuple[str, str], set[int]] = {}
        self._identifiers: dict[str, set[int]] = {}
        # The names in the form for comparing, by the alphabet, each with the number of its thing.
        self._names: list[tuple[str, int]] = []
        named = {
            iri: (names, tuple(node.value for node in objects(store, ox.NamedNode(iri), TYPE)))
            for iri, names in _names_of(store).items()
        }
        classes = {kind for _, stated in named.values() for kind in stated}
        for iri, (names, stated) in named.items():
            types = tuple(kind for kind in stated if not vocabulary.is_machinery(kind))
            if (stated and not types) or (not stated and iri.startswith(PARA)) or iri in classes:
                continue
            wider = frozenset().union(*map(vocabulary.with_broader, types))
            wider = frozenset(kind for kind in wider if not vocabulary.is_machinery(kind))
            vocabulary.count(types, wider)
            self._add(Thing(iri, iri.removeprefix(ID) or iri, types, wider, tuple(names)))
        for link in _LINKS:
            for quad in store.quads_for_pattern(None, ox.NamedNode(link), None, ox.DefaultGraph()):
                number = self.number.get(getattr(quad.subject, "value", ""))
                if number is not None and isinstance(quad.object, ox.NamedNode):
                    self._identifiers.setdefault(_identifier(quad.object.value), set()).add(number)
        self._names.sort()
        self.among = lru_cache(maxsize=32)(self._among)
        self.same = lru_cache(maxsize=256)(self._same)

    def _add(self, thing: Thing) -> None:
        number = len(self.things)
        self.things.append(thing)
        self.number[thing.iri] = number
        for identifier in {thing.iri, thing.id}:
            self._identifiers.setdefault(_identifier(identifier), set()).add(number)
        kinds = _kinds(thing.types)
        keys: dict[str, None] = {}
        # The same text in two languages is looked at once; the own names come first.
        for text, own in reversed({name.text: name.own for name in reversed(thing.names)}.items()):
            self._normal.setdefault(normal(text), {}).setdefault(number, own)
            for kind in kinds:
                stripped = bare(text, kind)
                self._bare.setdefault((kind, stripped), set()).add(number)
            keys[stripped] = None  # under the last kind, which leaves least
        self._names += ((key, number) for key in keys)

    def by_identifier(self, text: str) -> set[int]:
        """The numbers of the things with the id or IRI ``text``, or linked to that item of Wikidata."""
        return self._identifiers.get(_identifier(text), set())

    def thing(self, id_: str) -> Thing | None:
        """The thing with this id or IRI, else the only one linked to it; None without one."""
        number = self.number.get(ID + id_, self.number.get(id_))
        if number is None:
            others = self.by_identifier(id_)
            number = next(iter(others)) if len(others) == 1 else None
        return None if number is None else self.things[number]

    def _same(self, text: str) -> Mapping[int, NameMatch]:
        """The things that have this name or identifier.

        A part of the text in brackets has to stand in the name too; a part of the name in brackets, or a word such as
        "Kota" before the name of a city, need not stand in the text.
        """
        found = {number: NameMatch(1.0, True) for number in self.by_identifier(text)}
        for number, own in self._normal.get(normal(text), {}).items():
            found.setdefault(number, NameMatch(1.0 if own else 0.99, True))
        if _BRACKET.search(text):
            return found
        for kind in KINDS:
            for number in self._bare.get((kind, bare(text, kind)), ()):
                found.setdefault(number, NameMatch(0.97, True))
        return found

    def _among(self, types: frozenset[str]) -> tuple[list[str], list[int]]:
        """The keys of the names of the things of one of ``types`` (without types: of all), and the things' numbers."""
        pairs = [pair for pair in self._names if not types or not types.isdisjoint(self.things[pair[1]].types)]
        return [key for key, _ in pairs], [owner for _, owner in pairs]

    def description(self, thing: Thing, languages: Sequence[str] = ()) -> str:
        """One line that tells namesakes apart: the narrowest classes of the thing, its places, and a text about it."""
        broader = {wider for kind in thing.stated for wider in self.vocabulary.with_broader(kind) - {kind}}
        narrow = [kind for kind in thing.stated if kind not in broader]
        parts = [", ".join(self.vocabulary.name(kind, languages) for kind in narrow)]
        node = ox.NamedNode(thing.iri)
        for predicate in _PLACES:
            numbers = (self.number.get(place.value) for place in objects(self.store, node, predicate))
            parts += sorted(self.things[number].name(languages) for number in numbers if number is not None)
        line = ", ".join(part for part in parts[:3] if part)
        text = in_language(texts_of(self.store, node, _TEXTS), *languages)
        whole = f"{line}: {text}" if text and line else text or line
        return f"{whole[: _LONGEST_LINE - 1]}…" if len(whole) > _LONGEST_LINE else whole

    def starting(self, prefix: str) -> Iterator[int]:
        """The things with a name that starts with ``prefix``, by the alphabet, then those with such a word in it."""
        key = bare(prefix)
        for name, owner in islice(self._names, bisect_left(self._names, (key, -1)), None):
            if not name.startswith(key):
                break
            yield owner
        if key:
            inside = (f" {key}", f"-{key}", f"({key}")
            yield from (owner for name, owner in self._names if any(part in name for part in inside))


def _names_of(store: ox.Store) -> dict[str, list[Name]]:
    found: dict[str, list[Name]] = {}
    count = 0
    for own, predicates in ((True, _OWN), (False, _OTHER)):
        for predicate in predicates:
            for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), None, ox.DefaultGraph()):
                text = quad.object
                if not isinstance(quad.subject, ox.NamedNode) or not isinstance(text, ox.Literal):
                    continue
                if not text.value.strip():
                    continue
                count += 1
                if count > MOST_NAMES:
                    raise CallError(f"This graph has more than {MOST_NAMES:,} names, too many to match names to.", 501)
                found.setdefault(quad.subject.value, []).append(Name(text.value, text.language or "", own))
    # Sorted, so that the same graph gives the same answers in whatever order the store holds it.
    return {iri: sorted(found[iri], key=lambda name: (not name.own, name.text, name.language)) for iri in sorted(found)}


def _kinds(types: frozenset[str]) -> list[str]:
    local = {re.split(r"[#/]", iri)[-1].casefold() for iri in types}
    return [kind for kind in KINDS if not kind or kind in local]


def _identifier(text: str) -> str:
    """One spelling for all ways to write an identifier."""
    if item := item_named(text):
        return item.value
    return text.strip().removeprefix("<").removesuffix(">").removeprefix("id:").removeprefix(ID)
