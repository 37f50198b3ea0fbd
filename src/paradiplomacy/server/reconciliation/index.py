"""The names of the things of a graph, kept so that a name or an identifier finds its things at once."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import pyoxigraph as ox

from paradiplomacy.names.labels import in_language
from paradiplomacy.names.resolve import OTHER_NAMES, OWN_NAMES, normal
from paradiplomacy.names.spellings import bare
from paradiplomacy.rdf.facts import TYPE, objects
from paradiplomacy.rdf.namespaces import DCTERMS, ID, OWL, PARA, PREFIXES, SKOS
from paradiplomacy.server.reconciliation.limits import MOST_NAMES, Refusal
from paradiplomacy.server.reconciliation.vocabulary import Terms

# A thing's own names in other vocabularies, and further names.
_OWN = (*OWN_NAMES, DCTERMS + "title", PREFIXES["foaf"] + "name", PREFIXES["schema"] + "name", "http://schema.org/name")
_OTHER = (*OTHER_NAMES, SKOS + "hiddenLabel", PREFIXES["schema"] + "alternateName", "http://schema.org/alternateName")
_LINKS = (OWL + "sameAs", SKOS + "exactMatch")
#: Kinds of thing to whose names languages add a word, such as "Kota X"; "" stands for all others.
KINDS = ("", "city", "province")
_WIKIDATA = re.compile(r"(?:https?://(?:www\.|m\.)?wikidata\.org/(?:entity|wiki)/|wd:)?(Q[1-9]\d{0,15})", re.IGNORECASE)
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
        """The name to show, in the first of ``languages`` that there is one in."""
        own = [name for name in self.names if name.own] or list(self.names)
        return in_language({name.language: name.text for name in reversed(own)}, *languages)


class Found(NamedTuple):
    """How well a name fits, from 0 to 1, and whether it is the same, give or take what never tells names apart."""

    fit: float
    same: bool


class Names:
    """The index of all named things of ``store``; raises Refusal when there are too many names."""

    def __init__(self, store: ox.Store, terms: Terms) -> None:
        self.things: list[Thing] = []
        self.number: dict[str, int] = {}
        self._normal: dict[str, dict[int, bool]] = {}
        self._bare: dict[tuple[str, str], set[int]] = {}
        self._identifiers: dict[str, set[int]] = {}
        self._keys: list[str] = []
        self._owners: list[int] = []
        named = {
            iri: (names, tuple(node.value for node in objects(store, ox.NamedNode(iri), TYPE)))
            for iri, names in _names_of(store).items()
        }
        classes = {kind for _, stated in named.values() for kind in stated}
        for iri, (names, stated) in named.items():
            types = tuple(kind for kind in stated if not terms.is_machinery(kind))
            if (stated and not types) or (not stated and iri.startswith(PARA)) or iri in classes:
                continue
            wider = frozenset().union(*map(terms.with_broader, types))
            wider = frozenset(kind for kind in wider if not terms.is_machinery(kind))
            terms.count(types, wider)
            self._add(Thing(iri, iri.removeprefix(ID) or iri, types, wider, tuple(names)))
        for link in _LINKS:
            for quad in store.quads_for_pattern(None, ox.NamedNode(link), None, ox.DefaultGraph()):
                number = self.number.get(getattr(quad.subject, "value", ""))
                if number is not None and isinstance(quad.object, ox.NamedNode):
                    self._identifiers.setdefault(_identifier(quad.object.value), set()).add(number)
        self._alphabet = sorted((key, owner) for key, owner in zip(self._keys, self._owners, strict=True))
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
        self._keys += keys
        self._owners += [number] * len(keys)

    def by_identifier(self, text: str) -> set[int]:
        """The numbers of the things that ``text`` identifies: an id, an IRI, or an item of Wikidata linked to them."""
        return self._identifiers.get(_identifier(text), set())

    def thing(self, id_: str) -> Thing | None:
        """The thing with this id or IRI, else the only one that it identifies in another way; None if there is none."""
        number = self.number.get(ID + id_, self.number.get(id_))
        if number is None:
            others = self.by_identifier(id_)
            number = next(iter(others)) if len(others) == 1 else None
        return None if number is None else self.things[number]

    def _same(self, text: str) -> Mapping[int, Found]:
        """The things that have this name or are identified by it. What the text has in brackets has to stand in the
        name too, but not the other way round; words such as "Kota" are left away only from the names of cities."""
        found = {number: Found(1.0, True) for number in self.by_identifier(text)}
        for number, own in self._normal.get(normal(text), {}).items():
            found.setdefault(number, Found(1.0 if own else 0.99, True))
        if _BRACKET.search(text):
            return found
        for kind in KINDS:
            for number in self._bare.get((kind, bare(text, kind)), ()):
                found.setdefault(number, Found(0.97, True))
        return found

    def _among(self, types: frozenset[str]) -> tuple[list[str], list[int]]:
        """The keys of the names of the things of any of ``types`` (none: of all), and the numbers of the things."""
        if not types:
            return self._keys, self._owners
        pairs = [
            (key, owner)
            for key, owner in zip(self._keys, self._owners, strict=True)
            if not types.isdisjoint(self.things[owner].types)
        ]
        return [key for key, _ in pairs], [owner for _, owner in pairs]

    def starting(self, prefix: str) -> Iterator[int]:
        """The things of which a name starts with ``prefix``, in alphabetical order, then those in which a word does."""
        key = bare(prefix)
        place = bisect_left(self._alphabet, (key, -1))
        while place < len(self._alphabet) and self._alphabet[place][0].startswith(key):
            yield self._alphabet[place][1]
            place += 1
        if key:
            inside = (f" {key}", f"-{key}", f"({key}")
            yield from (owner for name, owner in self._alphabet if any(part in name for part in inside))


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
                    raise Refusal(f"This graph has more than {MOST_NAMES:,} names, too many to match names to.", 501)
                found.setdefault(quad.subject.value, []).append(Name(text.value, text.language or "", own))
    # Sorted, so that the same graph gives the same answers in whatever order the store holds it.
    return {iri: sorted(found[iri], key=lambda name: (not name.own, name.text, name.language)) for iri in sorted(found)}


def _kinds(types: frozenset[str]) -> list[str]:
    local = {re.split(r"[#/]", iri)[-1].casefold() for iri in types}
    return [kind for kind in KINDS if not kind or kind in local]


def _identifier(text: str) -> str:
    """One spelling for all ways to write an identifier."""
    text = text.strip().removeprefix("<").removesuffix(">")
    wikidata = _WIKIDATA.fullmatch(text)
    if wikidata:
        return wikidata[1].upper()
    if text.startswith("id:"):
        text = text[3:]
    return text.removeprefix(ID)
