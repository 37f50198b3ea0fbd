"""The labels by which people know the things of a graph."""

from __future__ import annotations

import pyoxigraph as ox

from paradiplomacy.namespaces import DCTERMS, RDFS, SKOS

# In order of preference: a concept has a prefLabel, a source has only its title.
_LABEL_PROPERTIES = tuple(ox.NamedNode(iri) for iri in (f"{RDFS}label", f"{SKOS}prefLabel", f"{DCTERMS}title"))


def labels_of(store: ox.Store, node: ox.NamedNode | ox.BlankNode) -> dict[str, str]:
    """The labels of `node` by language ("" for none), from the first property that gives any.

    >>> labels_of(ox.Store(), ox.NamedNode("http://example.org/"))
    {}
    """
    for name in _LABEL_PROPERTIES:
        found = {
            quad.object.language or "": quad.object.value
            for quad in store.quads_for_pattern(node, name, None, None)
            if isinstance(quad.object, ox.Literal)
        }
        if found:
            return found
    return {}
