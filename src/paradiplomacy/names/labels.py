"""The labels by which people know the things of a graph."""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox

from paradiplomacy.rdf.namespaces import DCTERMS, RDFS, SKOS

# In order of preference: a concept has a prefLabel, a source has only its title.
LABEL_PROPERTIES = tuple(ox.NamedNode(iri) for iri in (f"{RDFS}label", f"{SKOS}prefLabel", f"{DCTERMS}title"))


def labels_of(store: ox.Store, node: ox.NamedNode | ox.BlankNode) -> dict[str, str]:
    """The labels of `node` by language ("" for none), from the first property that gives any.

    >>> labels_of(ox.Store(), ox.NamedNode("http://example.org/"))
    {}
    """
    for name in LABEL_PROPERTIES:
        found = [quad.object for quad in store.quads_for_pattern(node, name, None, None)]
        # Sorted, so that of two labels in one language the same one is taken in every store.
        labels = sorted((label for label in found if isinstance(label, ox.Literal)), key=str)
        if labels:
            return {label.language or "": label.value for label in labels}
    return {}


def in_language(texts: Mapping[str, str], lang: str) -> str:
    """The text in `lang`, else in English, else in no language, else in any.

    >>> in_language({"id": "kota", "en": "city"}, "ko")
    'city'
    """
    for wanted in (lang, "en", ""):
        if wanted in texts:
            return texts[wanted]
    return next(iter(texts.values()), "")
