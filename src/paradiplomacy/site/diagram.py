"""The classes of the vocabulary as a drawing: a tree of boxes, and an arrow for the properties that tie two classes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from paradiplomacy.rdf.namespaces import PARA, short
from paradiplomacy.site.terms import Terms

#: The width of the drawing; its letters are as large as those of a page on a phone.
WIDTH = 336
_ROW, _LINE, _STEP, _LANE = 27, 17, 14, 6
_LETTER, _SMALL = 7.0, 6.0
# Names beside an arrow, and then how many there are more.
_MOST_NAMES = 3


@dataclass(frozen=True)
class Box:
    """A class at its place; ``parent`` is the box of the class above it."""

    node: ox.NamedNode
    label: str
    x: float
    y: float
    width: float
    parent: Box | None = None


@dataclass(frozen=True)
class Arrow:
    """From the line of names at ``y`` along the ``lane`` to the box of the class that the properties lead to."""

    names: list[tuple[ox.NamedNode, str]]
    more: int
    x: float
    y: float
    end: float
    lane: float
    target: Box


@dataclass(frozen=True)
class Diagram:
    """What is drawn, and the size of the drawing."""

    boxes: list[Box]
    arrows: list[Arrow]
    width: int
    height: float


def diagram(terms: Terms, lang: str) -> Diagram:
    """The drawing of the classes, named in the language: the largest families first, then by name."""
    edges = terms.edges()
    boxes: dict[ox.NamedNode, Box] = {}
    lines: list[tuple[Box, float, ox.NamedNode, list[ox.NamedNode]]] = []
    y = 4.0
    for node, depth in _tree(terms, lang):
        label = terms.label(node, lang)
        parent = next((boxes[it] for it in terms.wider(node) if it in boxes), None)
        boxes[node] = Box(node, label, 4 + depth * _STEP, y, 16 + _LETTER * len(label), parent)
        y += _ROW
        for (domain, reached), names in edges.items():
            if domain == node:
                lines.append((boxes[node], y, reached, names))
                y += _LINE
        y += 3
    first = WIDTH - 8 - _LANE * len(lines)
    arrows = [_arrow(terms, lang, line, boxes[line[2]], first + _LANE * place) for place, line in enumerate(lines)]
    return Diagram(list(boxes.values()), arrows, WIDTH, y + 4)


def _arrow(
    terms: Terms,
    lang: str,
    line: tuple[Box, float, ox.NamedNode, list[ox.NamedNode]],
    target: Box,
    lane: float,
) -> Arrow:
    box, y, _, nodes = line
    names = [(it, terms.label(it, lang) if it.value.startswith(PARA) else short(it.value)) for it in nodes]
    names = names[:_MOST_NAMES]
    x = box.x + 12
    # Names are left out where they would reach into the lanes.
    while len(names) > 1 and x + _width(names) > WIDTH - 90:
        names.pop()
    more = len(nodes) - len(names)
    end = min(x + _width(names) + (30 if more else 10), lane - 4)
    return Arrow(names, more, x, y + 8, end, lane, target)


def _width(names: list[tuple[ox.NamedNode, str]]) -> float:
    return _SMALL * len(", ".join(label for _, label in names))


def _tree(terms: Terms, lang: str) -> Iterator[tuple[ox.NamedNode, int]]:
    """Each class with its depth, a family after the other."""
    classes = set(terms.by_kind["Class"])

    def below(node: ox.NamedNode) -> list[ox.NamedNode]:
        return sorted(set(terms.narrower(node)) & classes, key=lambda it: terms.label(it, lang))

    def family(node: ox.NamedNode, depth: int) -> Iterator[tuple[ox.NamedNode, int]]:
        yield node, depth
        for each in below(node):
            yield from family(each, depth + 1)

    roots = [node for node in classes if not set(terms.wider(node)) & classes]
    for root in sorted(roots, key=lambda it: (-len(list(family(it, 0))), terms.label(it, lang))):
        yield from family(root, 0)
