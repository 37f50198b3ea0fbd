"""The map: each agreement is an arc between the cities that it binds, along the shortest way over the globe."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

import pyoxigraph as ox

from paradiplomacy.rdf.facts import Node, literals, objects
from paradiplomacy.rdf.namespaces import PARA, PREFIXES
from paradiplomacy.site.figures import land, measure
from paradiplomacy.site.figures.drawing import Drawing
from paradiplomacy.site.figures.geometry import Point, Projection, fitted, great_circle
from paradiplomacy.site.figures.pen import ASSERTIONS, Pen, assertion_of, first, rows
from paradiplomacy.site.figures.svg import lines, path, tag, text

_GEO = PREFIXES["geo"]
Box = tuple[float, float, float, float]


@dataclass
class _Paper:
    """The sheet while words find their places: ``taken`` are the boxes where nothing more may stand."""

    width: float
    height: float
    taken: list[Box] = field(default_factory=list)

    def free(self, box: Box) -> int:
        """How badly a box lies: how many others it meets, and whether it leaves the sheet."""
        left, top, right, bottom = box
        outside = left < 0 or top < 0 or right > self.width or bottom > self.height
        met = sum(left < r and right > x and top < b and bottom > y for x, y, r, b in self.taken)
        return met + 9 * outside


def draw(pen: Pen) -> Drawing:
    """The map of all agreements whose parties have coordinates; the others are named below it."""
    every = [ox.NamedNode(it) for it in dict.fromkeys(row["agreement"] for row in _listed(pen))]
    agreements, notes = first(pen, every)
    placed = {it: _ends(pen, it) for it in agreements}
    bound = {it: ends for it, ends in placed.items() if len(ends) > 1}
    height = 470.0 if pen.is_wide else 430.0
    marks = []
    if bound:
        cities = {city: place for ends in bound.values() for city, place in ends.items()}
        projection = fitted(list(cities.values()), pen.width, height, 56)
        paper = _Paper(pen.width, height)
        marks = [coasts(projection, pen.width, height), *_agreements(pen, projection, paper, bound, cities)]
        marks += _cities(pen, projection, paper, bound, cities)
    else:
        height = 0
    lower, more = _unplaced(pen, [it for it in agreements if it not in bound], height)
    notes.append(pen.t("map.origin"))
    return Drawing([*marks, *more], lower, set(agreements), _legend(pen, agreements), notes=notes)


def _listed(pen: Pen) -> list[dict[str, str]]:
    return [*rows(pen.site, "sister-city-agreements", pen.lang), *rows(pen.site, "institutional-agreements", pen.lang)]


def _ends(pen: Pen, agreement: Node) -> dict[Node, Point]:
    """The parties that have coordinates, each with its place."""
    found: dict[Node, Point] = {}
    for party in objects(pen.site.facts, agreement, f"{PARA}party"):
        at = [literals(pen.site.facts, party, f"{_GEO}{name}") for name in ("long", "lat")]
        if all(at):
            found[party] = (float(at[0][0].value), float(at[1][0].value))
    return found


@lru_cache(maxsize=64)
def coasts(projection: Projection, width: float, height: float) -> str:
    """The coasts inside the frame, in one path; land that is cut by the date line comes in from both sides."""
    shapes = []
    for ring in land.rings():
        for turn in (-360, 0, 360):
            points = [projection((x + turn, y)) for x, y in ring]
            across, down = [x for x, _ in points], [y for _, y in points]
            if max(across) < 0 or min(across) > width or max(down) < 0 or min(down) > height:
                continue
            inside = land.clipped(points, 0, 0, width, height)
            if len(inside) > 2:
                shapes.append(path(inside, closed=True))
    return tag("path", d="".join(shapes), class_="land", fill_rule="evenodd")


def _agreements(
    pen: Pen,
    projection: Projection,
    paper: _Paper,
    bound: dict[ox.NamedNode, dict[Node, Point]],
    cities: dict[Node, Point],
) -> list[str]:
    """An arc for each agreement with its name beside it."""
    ways: dict[ox.NamedNode, list[list[Point]]] = {}
    for agreement, ends in bound.items():
        start, *others = ends.values()
        ways[agreement] = [
            [projection((projection.near(x), y)) for x, y in great_circle(start, other)] for other in others
        ]
    for x, y in [point for lines_ in ways.values() for way in lines_ for point in way]:
        paper.taken.append((x - 3, y - 3, x + 3, y + 3))
    for place in cities.values():
        x, y = projection((projection.near(place[0]), place[1]))
        paper.taken.append((x - 7, y - 7, x + 7, y + 7))
    marks = []
    for agreement, lines_ in ways.items():
        arcs = tag("path", d="".join(path(way) for way in lines_), class_=f"line {assertion_of(pen.site, agreement)}")
        name = _beside(pen, paper, pen.label(agreement), lines_[0])
        marks.append(pen.link(agreement, pen.label(agreement), arcs, name, class_=pen.colour(agreement)))
    return marks


def _beside(pen: Pen, paper: _Paper, words: str, way: list[Point]) -> str:
    """The words where they meet least, beside the middle of the way if they can be there."""
    wrapped = measure.wrap(words, 200 if pen.is_wide else 105, pen.size, bold=True)
    wide, step = max(measure.width(line, pen.size, bold=True) for line in wrapped), pen.size * 1.25
    best: tuple[float, float, Box, str] | None = None
    tries = [(gap, len(way) * part // 16) for part in (8, 7, 9, 6, 10, 5, 11) for gap in (10, 18, 26)]
    for gap, place in tries:
        x, y = way[place]
        for anchor, left in (("", x + gap), ("end", x - gap - wide)):
            box = (left, y - step * len(wrapped) / 2, left + wide, y + step * len(wrapped) / 2)
            badness = paper.free(box)
            if best is None or badness < best[0]:
                best = (badness, left if not anchor else left + wide, box, anchor)
    assert best is not None
    _, x, box, anchor = best
    paper.taken.append(box)
    return lines(x, box[1] + pen.size, wrapped, step, "own strong halo", anchor)


def _cities(
    pen: Pen,
    projection: Projection,
    paper: _Paper,
    bound: dict[ox.NamedNode, dict[Node, Point]],
    cities: dict[Node, Point],
) -> list[str]:
    """A dot for each city with its name; one that several agreements bind has the colour of none of them."""
    marks = []
    for city, place in cities.items():
        x, y = projection((projection.near(place[0]), place[1]))
        name = pen.label(city)
        wide = measure.width(name, pen.size)
        boxes = {
            "": (x + 8, y - 8, x + 8 + wide, y + 8),
            "end": (x - 8 - wide, y - 8, x - 8, y + 8),
            "middle": (x - wide / 2, y + 8, x + wide / 2, y + 26),
        }
        anchor = min(boxes, key=lambda it: (paper.free(boxes[it]), list(boxes).index(it)))
        paper.taken.append(boxes[anchor])
        at = {"": (x + 9, y + 5), "end": (x - 9, y + 5), "middle": (x, y + 22)}[anchor]
        words = text(*at, name, "halo", anchor)
        own = [agreement for agreement, ends in bound.items() if city in ends]
        colour = pen.colour(own[0]) if len(own) == 1 else ""
        marks.append(pen.link(city, name, tag("circle", cx=x, cy=y, r=5, class_="stated"), words, class_=colour))
    return marks


def _unplaced(pen: Pen, agreements: list[ox.NamedNode], top: float) -> tuple[float, list[str]]:
    """The agreements that no arc can show, in words that lead to them; gives where they end."""
    if not agreements:
        return top, []
    step, y, marks = pen.size * 1.5, top + 10, []
    for line in measure.wrap(pen.t("map.unplaced"), pen.width, pen.size):
        y += step
        marks.append(text(0, y, line, "soft"))
    for agreement in agreements:
        wrapped = measure.wrap(pen.label(agreement), pen.width - 20, pen.size)
        y += step
        sample = tag("path", d=path([(0, y - 5), (12, y - 5)]), class_=f"line {assertion_of(pen.site, agreement)}")
        words = lines(20, y, wrapped, step)
        marks.append(pen.link(agreement, pen.label(agreement), sample, words, class_=pen.colour(agreement)))
        y += step * (len(wrapped) - 1)
    return y + 4, marks


def _legend(pen: Pen, agreements: list[ox.NamedNode]) -> list[tuple[str, str]]:
    """The ways in which the sources state these agreements."""
    kinds = sorted({assertion_of(pen.site, it) for it in agreements}, key=ASSERTIONS.index)
    return [(tag("path", d="M1 7H21", class_=f"line {kind}"), pen.t(f"map.{kind}")) for kind in kinds]
