"""Many small pieces of the good graph, each spoilt in its own way, in one graph, which a slow engine reads once."""

from __future__ import annotations

import random
from collections import defaultdict
from functools import cache
from typing import Any

import pyoxigraph as ox
from support.mutations import mutated
from support.shape_cases import good_quads

from paradiplomacy.rdf.read import load_store
from paradiplomacy.release import home

Described = dict[object, list[ox.Quad]]
# A piece is a node with what it refers to, up to so many nodes.
_NODES = 6
_CHANGES = 4


@cache
def _parts() -> tuple[tuple[ox.Quad, ...], Described]:
    """The ontology and the schemes, which all pieces share, and what the good graph says of its own nodes."""
    ontology = home() / "ontology"
    shared = tuple(load_store([ontology / "paradiplomacy.ttl", ontology / "schemes.ttl"]))
    described: Described = defaultdict(list)
    for quad in sorted(set(good_quads()) - set(shared), key=str):
        described[quad.subject].append(quad)
    return shared, dict(described)


def spoilt_pieces(seeds: range) -> ox.Store:
    """A spoilt piece for each of the seeds, with names of its own, beside the ontology and the schemes."""
    shared, described = _parts()
    store = ox.Store()
    store.extend(shared)
    for seed in seeds:
        root = random.Random(seed).choice(list(described))
        near = dict.fromkeys([root, *(quad.object for quad in described[root] if quad.object in described)])
        piece = [quad for node in list(near)[:_NODES] for quad in described[node]]
        store.extend(_renamed(list(mutated(piece, seed, _CHANGES)), seed, described))
    return store


def _renamed(piece: list[ox.Quad], seed: int, described: Described) -> list[ox.Quad]:
    own = {quad.subject for quad in piece} & described.keys()

    def named(node: Any) -> Any:
        if isinstance(node, ox.BlankNode):
            return ox.BlankNode(f"{node.value}x{seed}")
        return ox.NamedNode(f"{node.value}-{seed}") if node in own else node

    return [ox.Quad(named(quad.subject), quad.predicate, named(quad.object)) for quad in piece]
