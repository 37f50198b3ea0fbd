"""A graph without its words: what is left when the passages behind the facts would make a page too large."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from paradiplomacy.rdf.facts import TYPE
from paradiplomacy.rdf.namespaces import OA, PARA

_PASSAGE = ox.NamedNode(f"{PARA}Passage")
_EVIDENCE = ox.NamedNode(f"{PARA}evidence")
_SELECTOR = ox.NamedNode(f"{OA}hasSelector")


def without_passages(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """The ``quads`` without passages, their selectors, and what leads to them."""
    found = list(quads)
    gone: set[object] = {it.subject for it in found if it.predicate == TYPE and it.object == _PASSAGE}
    gone |= {it.object for it in found if it.predicate == _SELECTOR and it.subject in gone}
    return [it for it in found if it.subject not in gone and it.predicate != _EVIDENCE]
