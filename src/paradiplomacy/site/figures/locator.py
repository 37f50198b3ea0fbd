"""A small map that shows where one place lies."""

from __future__ import annotations

from paradiplomacy.site.figures.geometry import Point, Projection
from paradiplomacy.site.figures.map import coasts
from paradiplomacy.site.figures.svg import tag

_WIDTH, _HEIGHT = 320.0, 200.0
_DEGREES = 50.0


def locator(place: Point, title: str) -> str:
    """The land around the ``place``, given as longitude and latitude in degrees, with a dot on it."""
    scale = _WIDTH / _DEGREES
    left, top = -_WIDTH / scale / 2, -place[1] - _HEIGHT / scale / 2
    projection = Projection(place[0], scale, left, top)
    x, y = projection(place)
    dot = tag("circle", cx=x, cy=y, r=5.0, class_="dot")
    return tag(
        "svg",
        tag("title", title),
        coasts(projection, _WIDTH, _HEIGHT),
        dot,
        viewBox=f"0 0 {_WIDTH:.0f} {_HEIGHT:.0f}",
        class_="figure locator",
        role="img",
    )
