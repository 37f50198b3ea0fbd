"""The graph that the tools answer from: built once as a store on disk, and told apart by its date and digest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import pyoxigraph as ox

from paradiplomacy.publishing.digest import graph_digest
from paradiplomacy.rdf.facts import literals
from paradiplomacy.rdf.namespaces import DCTERMS, ID, OWL
from paradiplomacy.rdf.read import load_store
from paradiplomacy.release import named_graphs, own_graphs

_DATASET = ox.NamedNode(ID + "dataset")


@dataclass(frozen=True)
class Held:
    """Which graph it is: its date and version, its triples, and the SHA-256 of its sorted N-Quads."""

    date: str
    version: str
    triples: int
    digest: str

    def told(self) -> dict[str, str | int]:
        """The same for a structured answer."""
        return asdict(self)


def build(database: Path, data: Sequence[Path] = ()) -> Held:
    """Build the store of the published graph with the files ``data`` in the folder ``database``.

    Each file is a named graph more, as with ``publish --data``; all that is said stands in the default graph, too.
    The digest is that of the N-Quads of such a release. Raises UnreadableInput for a bad file.
    """
    paths = {**named_graphs(), **own_graphs(data)}
    graphs = {name: list(load_store(files)) for name, files in paths.items()}
    store = ox.Store(database)
    for name, quads in graphs.items():
        graph = ox.NamedNode(name)
        store.extend(ox.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in quads)
        store.extend(quads)
    store.flush()
    triples = sum(1 for _ in store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    digest = graph_digest(graphs)
    return Held(_first(store, "modified") or _first(store, "issued"), _version(store), triples, digest)


def _first(store: ox.Store, name: str) -> str:
    return next((text.value for text in literals(store, _DATASET, DCTERMS + name)), "")


def _version(store: ox.Store) -> str:
    return next((text.value for text in literals(store, _DATASET, OWL + "versionInfo")), "")
