"""The few parts of SVG that the figures are made of. All text and all values are escaped here."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr


def tag(name: str, *children: str, **attributes: object) -> str:
    """An element with its attributes; a trailing ``_`` of a name is dropped, another one becomes ``-``.

    ``children`` are markup already. What is None or "" is left out, numbers have at most one decimal place.

    >>> tag("rect", x=1.04, class_="a b", stroke_width=2, rx=None)
    '<rect x="1" class="a b" stroke-width="2"/>'
    """
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(number(value) if isinstance(value, float) else str(value))}"
        for key, value in attributes.items()
        if value is not None and value != ""
    )
    inner = "".join(children)
    return f"<{name}{written}>{inner}</{name}>" if inner else f"<{name}{written}/>"


def text(x: float, y: float, words: str, class_: str = "", anchor: str = "") -> str:
    """Words whose base line begins at the point, or ends (``anchor="end"``) or has its middle there."""
    return tag("text", escape(words), x=float(x), y=float(y), class_=class_, text_anchor=anchor)


def lines(x: float, y: float, words: list[str], step: float, class_: str = "", anchor: str = "") -> str:
    """Several lines of words, one below the other, as one text that a screen reader reads on."""
    rows = [tag("tspan", escape(line), x=float(x), dy=step if place else None) for place, line in enumerate(words)]
    return tag("text", " ".join(rows), x=float(x), y=float(y), class_=class_, text_anchor=anchor)


def path(points: list[tuple[float, float]], closed: bool = False) -> str:
    """The ``d`` of a line through the points, with whole steps where they are long and no point twice.

    >>> path([(0, 0), (10, 0.04), (10, 10)], closed=True)
    'M0 0L10 0L10 10Z'
    """
    found: list[str] = []
    for x, y in points:
        place = f"{number(x)} {number(y)}"
        if not found or found[-1] != place:
            found.append(place)
    return f"M{'L'.join(found)}{'Z' if closed else ''}"


def number(value: float) -> str:
    """A number with at most one decimal place.

    >>> number(-0.04), number(12.25), number(3)
    ('0', '12.2', '3')
    """
    written = f"{value:.1f}".removesuffix(".0")
    return "0" if written == "-0" else written
