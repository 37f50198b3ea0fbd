"""The land of the world in coarse outline: Natural Earth at 1:110 million, from the TopoJSON of world-atlas."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

Point = tuple[float, float]

_FILE = Path(__file__).parents[1] / "vendor" / "land-110m.json"


@cache
def rings() -> list[list[Point]]:
    """The outlines as rings of longitude and latitude; a ring that passes the date line goes on beyond 180 degrees."""
    topology = json.loads(_FILE.read_text("utf-8"))
    arcs = _arcs(topology)
    return [
        _unwrapped([point for index in ring for point in (arcs[index] if index >= 0 else arcs[~index][::-1])])
        for shape in topology["objects"]["land"]["geometries"]
        for polygon in shape["arcs"]
        for ring in polygon
    ]


def _arcs(topology: dict[str, list[list[list[int]]]]) -> list[list[Point]]:
    """The lines that the rings are made of: each point is told by its distance from the one before, in whole steps."""
    (across, up), (left, low) = topology["transform"]["scale"], topology["transform"]["translate"]  # type: ignore[call-overload]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            line.append((x * across + left, y * up + low))
        found.append(line)
    return found


def _unwrapped(ring: list[Point]) -> list[Point]:
    found = [ring[0]]
    for x, y in ring[1:]:
        found.append((x - 360 * round((x - found[-1][0]) / 360), y))
    return found


def clipped(ring: list[Point], left: float, top: float, right: float, bottom: float) -> list[Point]:
    """The part of a ring inside a frame, by the edges of the frame one after another.

    >>> clipped([(-1, 0), (1, 0), (1, 1), (-1, 1)], 0, 0, 9, 9)
    [(0, 0.0), (1, 0), (1, 1), (0, 1.0)]
    """
    for axis, bound, sign in ((0, left, 1), (0, right, -1), (1, top, 1), (1, bottom, -1)):
        kept: list[Point] = []
        for before, point in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
            was_in, is_in = (sign * (it[axis] - bound) >= 0 for it in (before, point))
            if was_in != is_in:
                kept.append(_crossing(before, point, axis, bound))
            if is_in:
                kept.append(point)
        ring = kept
    return ring


def _crossing(before: Point, point: Point, axis: int, bound: float) -> Point:
    other = before[1 - axis] + (point[1 - axis] - before[1 - axis]) * (bound - before[axis]) / (
        point[axis] - before[axis]
    )
    return (bound, other) if axis == 0 else (other, bound)
