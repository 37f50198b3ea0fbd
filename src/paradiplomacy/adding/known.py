"""What the cells of a table may name: the things of the graph and of the rows themselves, by id, QID and name."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

import pyoxigraph as ox

from paradiplomacy.adding.columns import as_words
from paradiplomacy.errors import nearest
from paradiplomacy.names.resolve import MATCH, OTHER_NAMES, OWN_NAMES, item_named
from paradiplomacy.names.spellings import bare, normal
from paradiplomacy.rdf.facts import TYPE
from paradiplomacy.rdf.namespaces import DCTERMS, ID, PARA, RDFS, SKOS, short
from paradiplomacy.tables.problems import Fault

ANYTHING = "*"
#: How many names are compared with unknown ones, some seconds of work: a table that names thousands of unknown things
#: lacks a sheet, and is not a matter of spelling.
MOST_COMPARED = 300_000
_SUBCLASS = ox.NamedNode(RDFS + "subClassOf")
_SCHEME = ox.NamedNode(SKOS + "inScheme")
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_KINDS = ("city", "province")


class Known:
    """The things that may be named, each with its classes; their names are compared without case and kind of dash."""

    def __init__(self, graph: ox.Store, decided: dict[str, str] | None = None) -> None:
        """Read the things of ``graph``; ``decided`` gives the id of names that were asked about before."""
        self._wider = _closure(graph)
        self.classes: dict[str, set[str]] = defaultdict(set)
        self._names: dict[str, set[str]] = defaultdict(set)
        self._bare: dict[str, set[str]] = defaultdict(set)
        self._shown: dict[str, tuple[str, str]] = {}
        self._items: dict[str, set[str]] = defaultdict(set)
        self._schemes: dict[str, set[str]] = defaultdict(set)
        self._found: dict[tuple[str, ...], str] = {}
        # For faults: the names of the things of some classes, what looks most like a text, and how much was compared.
        self._nameable: dict[frozenset[str], list[str]] = {}
        self._told: dict[tuple[str, frozenset[str]], list[str]] = {}
        self._compared = 0
        self.decided = {normal(name): chosen for name, chosen in (decided or {}).items()}
        for quad in graph.quads_for_pattern(None, TYPE, None, None):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
                self.classes[quad.subject.value] |= self.wider(quad.object.value)
        for predicate in (*OWN_NAMES, *OTHER_NAMES):
            for quad in graph.quads_for_pattern(None, ox.NamedNode(predicate), None, None):
                if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
                    self.name(quad.subject.value, quad.object.value)
        self._languages = {
            quad.subject: quad.object.value
            for quad in graph.quads_for_pattern(None, ox.NamedNode(DCTERMS + "language"), None, None)
            if isinstance(quad.object, ox.Literal)
        }
        for quad in graph.quads_for_pattern(None, MATCH, None, None):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
                self._items[quad.object.value].add(quad.subject.value)
        for quad in graph.quads_for_pattern(None, _SCHEME, None, None):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
                self._schemes[quad.object.value].add(quad.subject.value)

    def wider(self, iri: str) -> set[str]:
        """The class and those above it."""
        return self._wider.get(iri, set()) | {iri}

    def add(self, iri: str, classes: Iterable[str], names: Iterable[str]) -> None:
        """A thing that a row describes."""
        self._found.clear()
        self._nameable.clear()
        self._told.clear()
        for each in classes:
            self.classes[iri] |= self.wider(each)
        for name in names:
            self.name(iri, name)

    def name(self, iri: str, name: str) -> None:
        """Give a thing a name."""
        key = normal(name)
        self._names[key].add(iri)
        self._shown.setdefault(key, (name, iri))
        for kind in _KINDS:
            self._bare[bare(name, kind)].add(iri)

    def language(self, source: str) -> str:
        """The language of a source of the graph, "" where it is not told."""
        return self._languages.get(ox.NamedNode(source), "")

    def member(self, iri: str, scheme: str) -> None:
        """Make a thing one of the concepts of a scheme, given by its id."""
        self._schemes[ID + scheme.removeprefix("id:")].add(iri)

    def find(self, text: str, classes: Sequence[str]) -> str:
        """The IRI of the thing of one of the ``classes`` (local names; ``ANYTHING``) that ``text`` names.

        Raises Fault for what is not known, is known as something else, or names several things.
        """
        if known := self._found.get((text, *classes)):
            return known
        wanted = frozenset(PARA + name if name not in ("Concept", "ConceptScheme") else SKOS + name for name in classes)
        found, others = self._matches(text, wanted)
        if len(found) == 1:
            return self._found.setdefault((text, *classes), found.pop())
        what = " or ".join(as_words(name) for name in classes) if ANYTHING not in classes else "a thing of the graph"
        if found:
            raise Fault("several-things", text=text, ids=", ".join(sorted(map(short, found))))
        near = self._near(text, wanted)
        if others:
            raise Fault("another-kind", near, text=text, what=what)
        raise Fault("unknown-thing", near, text=text, what=what)

    def concept(self, text: str, scheme: str) -> str:
        """The IRI of the concept of a scheme (its local name), by id with or without its prefix, or label."""
        if known := self._found.get((text, "id:", scheme)):
            return known
        members = self._schemes[ID + scheme]
        key = normal(text)
        ids = {short(iri): iri for iri in members}
        tails = {name.partition("-")[2]: iri for name, iri in ids.items()} | {
            name.removeprefix("kind-").removeprefix("source-"): iri for name, iri in ids.items()
        }
        tails |= {re.sub(r"^source-kind-", "", name): iri for name, iri in ids.items()}
        slug = key.replace(" ", "-")
        for table in (ids, tails):
            if slug in table:
                return self._found.setdefault((text, "id:", scheme), table[slug])
        if len(found := self._names[key] & members) == 1:
            return self._found.setdefault((text, "id:", scheme), found.pop())
        shown = ", ".join(sorted(name for name in tails if tails[name] in members and name)[:20])

        def names() -> list[str]:
            return [*sorted(name for name, iri in self._shown.values() if iri in members), *tails]

        raise Fault("unknown-concept", self._nearest(text, frozenset((scheme,)), names, 3), text=text, known=shown)

    def like(self, name: str, classes: Sequence[str]) -> set[str]:
        """The things of the classes that have this name but for what its kind adds to it ("Kota Medan")."""
        wanted = {PARA + each for each in classes}
        found = set(self._names[normal(name)])
        for kind in _KINDS:
            found |= self._bare[bare(name, kind)]
        return {iri for iri in found if self.classes[iri] & wanted}

    def _matches(self, text: str, wanted: frozenset[str]) -> tuple[set[str], set[str]]:
        """The things of the wanted classes that the text names, and others that it names."""
        if chosen := self.decided.get(normal(text)):
            text = chosen
        others: set[str] = set()
        iri = text if text.startswith(("http://", "https://")) else ID + text.removeprefix("id:")
        item = item_named(text)
        tries = [{iri} if iri in self.classes else set(), self._items[item.value] if item else set()]
        tries += [self._names[normal(text)], *(self._bare[bare(text, kind)] for kind in _KINDS)]
        for found in tries:
            fitting = {each for each in found if self._fits(each, wanted)}
            if fitting:
                return fitting, others
            others |= found
        return set(), others

    def _fits(self, iri: str, wanted: frozenset[str]) -> bool:
        return PARA + ANYTHING in wanted or bool(self.classes[iri] & wanted)

    def _near(self, text: str, wanted: frozenset[str]) -> list[str]:
        def names() -> list[str]:
            own = {name: iri for name, iri in self._shown.values() if iri.startswith(ID) and self._fits(iri, wanted)}
            return [*dict.fromkeys(map(short, own.values())), *own]

        return self._nearest(text, wanted, names, 2)

    def _nearest(self, text: str, kind: frozenset[str], names: Callable[[], list[str]], count: int) -> list[str]:
        """Those of the names of a kind that look most like the text; none once very many have been compared."""
        if (text, kind) not in self._told:
            if kind not in self._nameable:
                self._nameable[kind] = names()
            self._told[text, kind] = (
                nearest(text, self._nameable[kind], count) if self._compared < MOST_COMPARED else []
            )
            self._compared += len(self._nameable[kind])
        return self._told[text, kind]


def slug(text: str) -> str:
    """A readable id made of a name.

    >>> slug("Street “Medan-ro” (메단로), Seo-gu")
    'street-medan-ro-seo-gu'
    """
    plain = text if text.isascii() else unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.casefold())
    made = ""
    for word in words:
        if len(made) + len(word) > 60:
            break
        made = f"{made}-{word}" if made else word[:60]
    return made


def is_id(text: str) -> bool:
    """Whether the text may be the last part of an IRI of ours."""
    return bool(_ID.fullmatch(text))


def _closure(graph: ox.Store) -> dict[str, set[str]]:
    above: dict[str, set[str]] = defaultdict(set)
    for quad in graph.quads_for_pattern(None, _SUBCLASS, None, None):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
            above[quad.subject.value].add(quad.object.value)
    changed = True
    while changed:
        changed = False
        for classes in above.values():
            more = {each for name in classes for each in above.get(name, ())} - classes
            classes |= more
            changed = changed or bool(more)
    return above
