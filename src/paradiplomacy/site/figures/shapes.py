"""The shapes of marks that several figures share."""

from __future__ import annotations

from paradiplomacy.site.figures.svg import number, path, tag


def bar(kind: str) -> str:
    """A sample of a bar for the legend; ``kind`` says how the source states it."""
    return tag("rect", x=1, y=2, width=20, height=10, rx=2, class_=kind)


def fade(identifier: str, colour: str) -> str:
    """The gradient of that name, in which a colour goes over into nothing."""
    stops = (tag("stop", offset=0, class_="fade"), tag("stop", offset=1, stop_opacity=0, class_="fade"))
    return tag("linearGradient", *stops, id=identifier, class_=colour)


def open_end(start: float, end: float, y: float, gradient: str) -> str:
    """What goes on and of which no source says an end: a firm beginning that fades out."""
    beginning = tag("rect", x=start, y=y - 6, width=3, height=12, class_="stated")
    return tag("rect", x=start, y=y - 5, width=end - start, height=10, fill=f"url(#{gradient})") + beginning


def vague(start: float, end: float, y: float, kind: str) -> str:
    """A time of which the source is not sure: a wave instead of a bar."""
    count = max(2, round((end - start) / 6))
    step = (end - start) / count
    waves = "".join(f"q{number(step / 2)} {-6 if place % 2 else 6} {number(step)} 0" for place in range(count))
    return tag("path", d=f"M{number(start)} {number(y)}{waves}", class_=f"line {kind}")


def slash(x: float, y: float) -> str:
    """The sign that sources disagree: a stroke through the mark."""
    way = path([(x - 4, y + 8), (x + 4, y - 8)])
    return tag("path", d=way, class_="under") + tag("path", d=way, class_="slash")


def hatch(identifier: str) -> str:
    """The pattern of that name for what a source is silent on."""
    stroke = tag("path", d="M-1 7L7 -1M-1 1L1 -1M5 7L7 5", class_="hatch")
    return tag("pattern", stroke, id=identifier, width=6, height=6, patternUnits="userSpaceOnUse")
