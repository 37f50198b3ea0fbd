"""Read single facts of a graph, in an order that does not depend on the store that holds it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pyoxigraph as ox

from paradiplomacy.rdf.namespaces import RDF

TYPE = ox.NamedNode(RDF + "type")
GRAPH = ox.DefaultGraph()


def nodes(store: ox.Store, iri: str, predicate: ox.NamedNode) -> list[str]:
    """The IRIs that ``iri`` points to by ``predicate``.

    >>> nodes(ox.Store(), "http://example.org/", TYPE)
    []
    """
    quads = store.quads_for_pattern(ox.NamedNode(iri), predicate, None, GRAPH)
    return sorted(quad.object.value for quad in quads if isinstance(quad.object, ox.NamedNode))


def literals(store: ox.Store, iri: str, predicate: ox.NamedNode) -> list[ox.Literal]:
    """The literals that ``iri`` has for ``predicate``."""
    quads = store.quads_for_pattern(ox.NamedNode(iri), predicate, None, GRAPH)
    return sorted((quad.object for quad in quads if isinstance(quad.object, ox.Literal)), key=str)


def text_of(store: ox.Store, iri: str, predicates: Iterable[ox.NamedNode], languages: Sequence[str]) -> str:
    """The text that the first of ``predicates`` with any gives for ``iri``, in the best language; empty without one."""
    for predicate in predicates:
        found = literals(store, iri, predicate)
        if found:
            return chosen({text.language or "": text.value for text in found}, languages)
    return ""


def chosen(labels: dict[str, str], languages: Sequence[str]) -> str:
    """The label in the first language there is one in, else in English, in none, or in any; empty without labels.

    >>> chosen({"en": "city", "id": "kota"}, ["fr", "id"])
    'kota'
    """
    for language in (*languages, "en", ""):
        if language in labels:
            return labels[language]
    return next(iter(labels.values()), "")


def objects(store: ox.Store, node: ox.NamedNode, property_: str) -> list[ox.NamedNode]:
    """The things that ``node`` points to by ``property_``, by their IRIs."""
    quads = store.quads_for_pattern(node, ox.NamedNode(property_), None, None)
    found = {quad.object for quad in quads if isinstance(quad.object, ox.NamedNode)}
    return sorted(found, key=lambda other: other.value)


def subjects(store: ox.Store, property_: str, node: ox.NamedNode) -> list[ox.NamedNode]:
    """The things that point to ``node`` by ``property_``, by their IRIs."""
    quads = store.quads_for_pattern(None, ox.NamedNode(property_), node, None)
    found = {quad.subject for quad in quads if isinstance(quad.subject, ox.NamedNode)}
    return sorted(found, key=lambda other: other.value)
