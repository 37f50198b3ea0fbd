"""The terms of the vocabulary: what each is, how often the graph uses it, an example, and its kin elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from paradiplomacy.names.labels import in_language, label_of
from paradiplomacy.rdf.facts import TYPE, Node, Value, literals, objects, subjects
from paradiplomacy.rdf.namespaces import OWL, PARA, RDFS, SKOS, short
from paradiplomacy.rdf.read import load_store
from paradiplomacy.release import alignments_file
from paradiplomacy.site.documents import ontology_files
from paradiplomacy.site.shape_words import carriers, ends_of
from paradiplomacy.site.site import Site

#: The kinds of terms, in the order of the page; each is the name of a class of OWL.
KINDS = ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")
_NOTE = ox.NamedNode(SKOS + "note")
# How a term relates to one of another vocabulary, the closest first.
_RELATIONS = (
    *(OWL + name for name in ("equivalentClass", "equivalentProperty")),
    *(RDFS + name for name in ("subClassOf", "subPropertyOf")),
    *(SKOS + name for name in ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")),
)


@dataclass(frozen=True)
class Kin:
    """A term of another vocabulary: how ours relates to it (as ``skos:closeMatch``), its short name, and the reason."""

    relation: str
    node: ox.NamedNode
    name: str
    reason: str


@dataclass(frozen=True)
class Terms:
    """The vocabulary of a site."""

    site: Site

    @cached_property
    def store(self) -> ox.Store:
        """The vocabulary and its value schemes, as their files have them."""
        files = ontology_files(self.site.root)
        return load_store([files["ontology"], files["schemes"]])

    @cached_property
    def alignments(self) -> ox.Store:
        """How the terms relate to those of others."""
        return load_store([alignments_file(self.site.root)])

    def label(self, node: Node, lang: str) -> str:
        """The name of a term in the language."""
        return label_of(self.store, node, lang)

    @cached_property
    def by_kind(self) -> dict[str, list[ox.NamedNode]]:
        """The terms of each of ``KINDS`` by their names."""
        return {
            kind: [it for it in subjects(self.store, TYPE, ox.NamedNode(OWL + kind)) if it.value.startswith(PARA)]
            for kind in KINDS
        }

    def wider(self, term: ox.NamedNode) -> list[ox.NamedNode]:
        """The classes, or the properties, right above a term in the vocabulary itself."""
        return [node for name in ("subClassOf", "subPropertyOf") for node in objects(self.store, term, RDFS + name)]

    def above(self, term: ox.NamedNode) -> list[ox.NamedNode]:
        """The classes of ours above a class, the nearest first."""
        near = [node for node in self.wider(term) if node.value.startswith(PARA)]
        return list(dict.fromkeys([*near, *(far for node in near for far in self.above(node))]))

    def narrower(self, term: ox.NamedNode) -> list[ox.NamedNode]:
        """The classes right below a class."""
        return subjects(self.store, RDFS + "subClassOf", term)

    @cached_property
    def carriers(self) -> dict[ox.NamedNode, list[ox.NamedNode]]:
        """Property → the classes on whose things it may stand."""
        return carriers(self.site.shapes)

    def used(self, term: ox.NamedNode) -> int:
        """How many things of the graph are of the class, or how many statements have the property."""
        store, everywhere = self.site.store, ox.DefaultGraph()
        if term in self.by_kind["Class"]:
            return sum(1 for _ in store.quads_for_pattern(None, TYPE, term, everywhere))
        return sum(1 for _ in store.quads_for_pattern(None, term, None, everywhere))

    def chosen(self, concept: ox.NamedNode) -> int:
        """How many statements with a term of ours have the concept as their value."""
        quads = self.site.store.quads_for_pattern(None, None, concept, ox.DefaultGraph())
        return sum(1 for quad in quads if quad.predicate.value.startswith(PARA))

    def example(self, term: ox.NamedNode) -> tuple[ox.NamedNode, Value] | None:
        """A thing of the graph that has the property and a value of it, or that is of the class; None where none is.

        It is the one that the vocabulary names, where it fits.
        """
        is_class = term in self.by_kind["Class"]
        predicate, value = (TYPE, term) if is_class else (term, None)
        named = objects(self.store, term, SKOS + "example")
        found = [
            (quad.subject, quad.object)
            for thing in (*named, None)
            for quad in self.site.store.quads_for_pattern(thing, predicate, value, ox.DefaultGraph())
            if isinstance(quad.subject, ox.NamedNode)
        ]
        return min(found, key=lambda it: (it[0] not in named, str(it[0]), str(it[1])), default=None)

    def kin(self, term: ox.NamedNode, lang: str) -> list[Kin]:
        """The terms of other vocabularies that the alignments name, each with the note that begins with its name."""
        notes = [(it.language or "", *it.value.partition(": ")) for it in literals(self.alignments, term, _NOTE)]
        found = []
        for relation in _RELATIONS:
            for node in objects(self.alignments, term, relation):
                own = [note for note in notes if re.search(f"[/#]{note[1].partition(':')[2]}$", node.value)]
                reasons = {language: text for language, _, _, text in own}
                name = own[0][1] if own else short(node.value)
                found.append(Kin(short(relation), node, name, in_language(reasons, lang)))
        return found

    def text(self, node: Node, name: str, lang: str) -> str:
        """The text that ``skos:NAME`` gives for a node, in the language."""
        texts = {it.language or "": it.value for it in literals(self.store, node, SKOS + name)}
        return in_language(texts, lang)

    def history(self, node: Node, lang: str) -> list[str]:
        """The notes on changes, oldest first as each begins with its day; those in the language, else in English."""
        notes = literals(self.store, node, SKOS + "changeNote")
        own = [note.value for note in notes if note.language == lang]
        return sorted(own or [note.value for note in notes if note.language in ("en", None)])

    @cached_property
    def schemes(self) -> dict[ox.NamedNode, list[ox.NamedNode]]:
        """The value schemes by their names, each with its concepts."""
        found = subjects(self.store, TYPE, ox.NamedNode(SKOS + "ConceptScheme"))
        return {scheme: subjects(self.store, SKOS + "inScheme", scheme) for scheme in found}

    def edges(self) -> dict[tuple[ox.NamedNode, ox.NamedNode], list[ox.NamedNode]]:
        """The classes of ours that properties tie to each other, and the properties, those used most first.

        Where the vocabulary gives a property no domain or range, the shapes that demand it do.
        """
        classes = set(self.by_kind["Class"])
        found: dict[tuple[ox.NamedNode, ox.NamedNode], list[ox.NamedNode]] = {}
        for name in subjects(self.store, TYPE, ox.NamedNode(OWL + "ObjectProperty")):
            domains, ranges = (objects(self.store, name, RDFS + end) for end in ("domain", "range"))
            shaped_domains, shaped_ranges = ends_of(self.site.shapes, name)
            for domain in domains or shaped_domains:
                for reached in ranges or shaped_ranges:
                    if {domain, reached} <= classes:
                        found.setdefault((domain, reached), []).append(name)
        return {ends: sorted(names, key=lambda it: (-self.used(it), it.value)) for ends, names in found.items()}
