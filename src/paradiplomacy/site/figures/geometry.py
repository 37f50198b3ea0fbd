"""Places on the globe, and where they come to lie on the paper."""

from __future__ import annotations

from dataclasses import dataclass
from math import acos, asin, atan2, cos, degrees, hypot, radians, sin

Point = tuple[float, float]
_STEPS = 32


@dataclass(frozen=True)
class Projection:
    """The sinusoidal projection around a meridian: equal areas, and true shapes near that meridian.

    ``scale`` is in units of the paper per degree; ``left`` and ``top`` are what lies at the corner, in degrees.
    """

    middle: float
    scale: float = 1.0
    left: float = 0.0
    top: float = 0.0

    def __call__(self, place: Point) -> Point:
        """The point on the paper of a place, given as longitude and latitude."""
        longitude, latitude = place
        x = (longitude - self.middle) * cos(radians(latitude))
        return (x - self.left) * self.scale, (-latitude - self.top) * self.scale

    def near(self, longitude: float) -> float:
        """The longitude with the whole turns that bring it nearest to the middle."""
        return longitude - 360 * round((longitude - self.middle) / 360)


def fitted(places: list[Point], width: float, height: float, margin: float) -> Projection:
    """The projection in which all places lie on the paper, with a margin, and in the middle of it."""
    # The mean of directions, because that of numbers is wrong on both sides of the date line.
    middle = degrees(atan2(sum(sin(radians(x)) for x, _ in places), sum(cos(radians(x)) for x, _ in places) or 1e-9))
    plain = Projection(middle)
    points = [plain((plain.near(x), y)) for x, y in places]
    low_x, high_x = min(x for x, _ in points), max(x for x, _ in points)
    low_y, high_y = min(y for _, y in points), max(y for _, y in points)
    # A single place still needs land around it to be known by.
    scale = min((width - 2 * margin) / max(high_x - low_x, 10), (height - 2 * margin) / max(high_y - low_y, 10))
    left, top = (low_x + high_x) / 2 - width / scale / 2, (low_y + high_y) / 2 - height / scale / 2
    return Projection(middle, scale, left, top)


def great_circle(start: Point, end: Point) -> list[Point]:
    """Places on the shortest way over the globe.

    >>> [(round(x), round(y)) for x, y in great_circle((0, 0), (90, 0))[::16]]
    [(0, 0), (45, 0), (90, 0)]
    """
    first, last = _direction(start), _direction(end)
    angle = acos(max(-1.0, min(1.0, sum(a * b for a, b in zip(first, last, strict=True)))))
    if angle == 0:
        return [start, end]
    found = []
    for step in range(_STEPS + 1):
        part = step / _STEPS
        near, far = sin((1 - part) * angle) / sin(angle), sin(part * angle) / sin(angle)
        x, y, z = (near * a + far * b for a, b in zip(first, last, strict=True))
        found.append((degrees(atan2(y, x)), degrees(asin(max(-1.0, min(1.0, z / hypot(x, y, z)))))))
    return found


def _direction(place: Point) -> tuple[float, float, float]:
    longitude, latitude = map(radians, place)
    return cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude)
