"""The digests of the graph and of a record, by which a copy can be checked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from paradiplomacy.rdf.facts import Node
from paradiplomacy.rdf.write import nquads, ntriples


def graph_digest(graphs: Mapping[str, Iterable[ox.Quad]]) -> str:
    """The SHA-256, in hexadecimal, of several named graphs as sorted N-Quads: that of ``paradiplomacy.nq``."""
    return hashlib.sha256(nquads(graphs).encode()).hexdigest()


def record_digest(store: ox.Store, record: Node) -> str:
    """The SHA-256, in hexadecimal, of the record's own triples as sorted N-Triples.

    Without blank nodes this order is canonical: RDF Dataset Canonicalization 1.0 gives the same text.

    >>> record_digest(ox.Store(), ox.NamedNode("urn:none"))[:8]
    'e3b0c442'
    """
    quads = store.quads_for_pattern(record, None, None, ox.DefaultGraph())
    return hashlib.sha256(ntriples(quads).encode()).hexdigest()
