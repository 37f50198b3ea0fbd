"""The labels by which people know the things of a graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from paradiplomacy.rdf.facts import Facts, Node, literals
from paradiplomacy.rdf.namespaces import DCTERMS, RDFS, SKOS, short

# In order of preference: a concept has a prefLabel, a source has only its title.
LABEL_PROPERTIES = tuple(ox.NamedNode(iri) for iri in (f"{RDFS}label", f"{SKOS}prefLabel", f"{DCTERMS}title"))


def texts_of(store: Facts, node: Node, predicates: Iterable[ox.NamedNode]) -> dict[str, str]:
    """The texts of ``node`` by language ("" for none), from the first of ``predicates`` that gives any."""
    for predicate in predicates:
        found = literals(store, node, predicate)
        if found:
            return {text.language or "": text.value for text in found}
    return {}


def labels_of(store: Facts, node: Node) -> dict[str, str]:
    """The labels of ``node`` by language ("" for none).

    >>> labels_of(ox.Store(), ox.NamedNode("http://example.org/"))
    {}
    """
    return texts_of(store, node, LABEL_PROPERTIES)


def label_of(store: Facts, node: Node, *languages: str) -> str:
    """The label of ``node`` as by ``in_language``, else the short form of its IRI."""
    return in_language(labels_of(store, node), *languages) or short(node.value)


def in_language(texts: Mapping[str, str], *languages: str) -> str:
    """The text in the first of ``languages`` that has one, else in English, in no language, in any; else "".

    >>> in_language({"en": "city", "id": "kota"}, "fr", "id")
    'kota'
    >>> in_language({"id": "kota", "en": "city"}, "ko")
    'city'
    """
    for language in (*languages, "en", ""):
        if language in texts:
            return texts[language]
    return next(iter(texts.values()), "")
