"""Write the whole of a store into one file; a process of its own, because for a large store it takes a while."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from paradiplomacy.rdf.namespaces import PREFIXES

_FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
}


def write(database: Path, target: Path) -> None:
    """Write what the store holds into ``target``, whose extension tells the form; it is there whole or not at all."""
    store = ox.Store.read_only(str(database))
    form = target.suffix[1:]
    unfinished = target.with_name(f"unfinished-{os.getpid()}-{target.name}")
    if form == "nq":
        ox.serialize(_quads(store), unfinished, format=_FORMATS[form])
    else:
        prefixes = None if form == "nt" else PREFIXES
        store.dump(unfinished, format=_FORMATS[form], from_graph=ox.DefaultGraph(), prefixes=prefixes)
    unfinished.replace(target)


def _quads(store: ox.Store) -> Iterator[ox.Quad]:
    """What stands in named graphs, and of the default graph only what stands in none of them."""
    has_named = next(iter(store.named_graphs()), None) is not None
    for quad in store:
        if not isinstance(quad.graph_name, ox.DefaultGraph) or not has_named or not _is_named(store, quad):
            yield quad


def _is_named(store: ox.Store, quad: ox.Quad) -> bool:
    places = store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
    return any(not isinstance(place.graph_name, ox.DefaultGraph) for place in places)


def main(arguments: list[str]) -> int:
    """Write the store of the first argument into the file of the second."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server decides when to stop
    write(Path(arguments[0]), Path(arguments[1]))
    return 0
