"""What a record leaves open: on what its source is silent, and what nobody has coded, by the shapes of its classes."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

import pyoxigraph as ox

from paradiplomacy.rdf.facts import TYPE, Node, members, nodes, objects
from paradiplomacy.rdf.namespaces import PARA, SH
from paradiplomacy.site.site import Site

_SILENT = ox.NamedNode(PARA + "silentOn")


@dataclass
class Asked:
    """What the shapes of a class ask: ``own`` properties, and ``groups`` of which one answer does for all."""

    own: set[ox.NamedNode] = field(default_factory=set)
    groups: list[set[ox.NamedNode]] = field(default_factory=list)


def silences(site: Site, thing: Node) -> list[ox.NamedNode]:
    """The properties, sectors and other things on which the source of ``thing`` says nothing."""
    return objects(site.facts, thing, _SILENT)


def not_coded(site: Site, thing: Node) -> list[ox.NamedNode]:
    """The properties that the shapes know for a record of its classes, and that nobody has looked for in the source.

    Where one of several answers does, such as a day for a year, the others are not asked for.
    """
    told = {quad.predicate for quad in site.store.quads_for_pattern(thing, None, None, ox.DefaultGraph())}
    answered = told | set(silences(site, thing))
    open_: set[ox.NamedNode] = set()
    done: set[ox.NamedNode] = set()
    for class_ in objects(site.facts, thing, TYPE):
        asked = _asked(site.shapes).get(class_)
        if asked is not None:
            open_ |= asked.own
            done = done.union(*(group for group in asked.groups if group & answered))
    return sorted(open_ - answered - done, key=lambda node: node.value)


@cache
def _asked(shapes: ox.Store) -> dict[ox.NamedNode, Asked]:
    """What the shapes ask of the instances of each class."""
    found: dict[ox.NamedNode, Asked] = {}
    for quad in shapes.quads_for_pattern(None, ox.NamedNode(SH + "targetClass"), None, None):
        if not isinstance(quad.object, ox.NamedNode) or isinstance(quad.subject, ox.Triple):
            continue
        asked = found.setdefault(quad.object, Asked())
        for each in nodes(shapes, quad.subject, SH + "property"):
            asked.own |= set(_path(shapes, each))
        for start in nodes(shapes, quad.subject, SH + "or"):
            choices = [it for it in members(shapes, start) if isinstance(it, Node)]
            asked.own |= {path for each in choices for path in _has(shapes, each)}
            group = {path for each in choices for path in _path(shapes, each)}
            asked.groups.append(group)
    for asked in found.values():
        asked.own = {it for it in asked.own if it.value.startswith(PARA)}
    return found


def _path(shapes: ox.Store, shape: Node) -> list[ox.NamedNode]:
    """The property that a property shape is about: that of its path, or the one on which the source is to be silent."""
    path = objects(shapes, shape, SH + "path")
    return objects(shapes, shape, SH + "hasValue") if path == [_SILENT] else path


def _has(shapes: ox.Store, shape: Node) -> list[ox.NamedNode]:
    """The property that a shape wants to be there."""
    wanted = list(shapes.quads_for_pattern(shape, ox.NamedNode(SH + "minCount"), None, None))
    return _path(shapes, shape) if wanted else []
