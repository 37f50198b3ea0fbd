"""A figure that is drawn, its frame with legend and sources, and its forms: in a page, as a file, as a picture."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from paradiplomacy.rdf.facts import Node
from paradiplomacy.rdf.namespaces import ROOT, short
from paradiplomacy.site.figures import measure
from paradiplomacy.site.figures.pen import Pen, sources_of
from paradiplomacy.site.figures.svg import lines, number, tag, text

_ASSETS = Path(__file__).parents[1] / "assets"
_COLOUR = re.compile(r"--([\w-]+): light-dark\((#\w+), (#\w+)\);")
_TITLE = 40


@dataclass
class Drawing:
    """What a figure draws: its ``marks`` down to ``height``, and the ``records`` that they show.

    ``legend`` is a list of samples, each with the words for it; a sample is 22 wide and 14 high.
    """

    marks: list[str]
    height: float
    records: set[Node]
    legend: list[tuple[str, str]] = field(default_factory=list)
    definitions: str = ""
    notes: list[str] = field(default_factory=list)


def in_page(name: str, pen: Pen, drawing: Drawing) -> str:
    """The figure inside a page, whose style sheet gives the colours; the page itself has the title above it."""
    height, body = _framed(pen, drawing)
    return _svg(name, pen, body, height, drawing.definitions)


def as_file(name: str, pen: Pen, drawing: Drawing, for_paper: bool = False) -> str:
    """The figure as an SVG file of its own, with its title; ``for_paper`` in light colours alone, without variables."""
    height, body = _framed(pen, drawing)
    height += _TITLE
    style = tag("style", _style(for_paper))
    paper = tag("rect", width=pen.width + 32, height=height + 24, x=-16, y=-12, class_="paper")
    title = text(0, 22, pen.t(f"{name}.title"), "title")
    moved = tag("g", body, transform=f"translate(0 {_TITLE})")
    return _svg(name, pen, style + paper + title + moved, height, drawing.definitions, is_file=True) + "\n"


def as_picture(name: str, pen: Pen, drawing: Drawing) -> bytes:
    """The figure as PNG, with the fonts that lie here and no other."""
    from paradiplomacy.site.figures.picture import png

    return png(as_file(name, pen, drawing, for_paper=True))


def _svg(name: str, pen: Pen, body: str, height: float, definitions: str, is_file: bool = False) -> str:
    title, words = f"{name}-{pen.form}-title", f"{name}-{pen.form}-words"
    # The file has a rim, because it may stand on any ground.
    box = (-16, -12, pen.width + 32, height + 24) if is_file else (0, 0, pen.width, height)
    own = {"xmlns": "http://www.w3.org/2000/svg", "width": float(box[2]), "height": float(box[3])} if is_file else {}
    return tag(
        "svg",
        tag("title", pen.t(f"{name}.title"), id=title),
        tag("desc", pen.t(f"{name}.words"), id=words),
        tag("defs", definitions) if definitions else "",
        body,
        **own,
        viewBox=" ".join(map(number, box)),
        class_=f"figure {pen.form}",
        lang=None if is_file else pen.lang,
        role="group",
        aria_labelledby=title,
        aria_describedby=words,
        font_size=pen.size,
    )


def _framed(pen: Pen, drawing: Drawing) -> tuple[float, str]:
    """The height and the content: the marks, then the legend, then where it all comes from."""
    parts, y = list(drawing.marks), drawing.height
    if drawing.legend:
        y, legend = _legend(pen, drawing.legend, y + 12)
        parts.append(tag("g", legend, class_="legend"))
    step = pen.size * 1.35
    sources = ", ".join(short(it.value) for it in sources_of(pen.site, drawing.records))
    origin = [
        *drawing.notes,
        *([pen.t("sources", sources=sources)] if sources else []),
        pen.t("graph", version=pen.site.version, date=pen.site.date, address=ROOT),
    ]
    y += 8
    for words in origin:
        wrapped = measure.wrap(words, pen.width, pen.size)
        y += step
        parts.append(lines(0, y, wrapped, step, "origin"))
        y += step * (len(wrapped) - 1) + 3
    return y + 6, "".join(parts)


def _legend(pen: Pen, entries: list[tuple[str, str]], top: float) -> tuple[float, str]:
    """The samples with their words in rows as wide as the figure; gives where it ends."""
    parts, x, y, step = [], 0.0, top, pen.size * 1.6
    for sample, words in entries:
        room = 28 + measure.width(words, pen.size)
        if x and x + room > pen.width:
            x, y = 0, y + step
        parts.append(tag("g", sample, transform=f"translate({number(x)} {number(y)})"))
        parts.append(text(x + 28, y + 11.5, words, "soft"))
        x += room + 18
    return y + 16, "".join(parts)


@cache
def palette() -> dict[str, tuple[str, str]]:
    """The colours of the site by name, each for light and for dark, as its style sheet has them."""
    sheet = (_ASSETS / "site.css").read_text("utf-8")
    return {name: (light, dark) for name, light, dark in _COLOUR.findall(sheet)}


def _style(for_paper: bool) -> str:
    marks = (_ASSETS / "marks.css").read_text("utf-8")
    if for_paper:
        return re.sub(r"var\(--([\w-]+)\)", lambda found: palette()[found[1]][0], marks)
    light, dark = ("".join(f"--{name}:{both[place]};" for name, both in palette().items()) for place in (0, 1))
    return f"svg{{{light}}}@media (prefers-color-scheme:dark){{svg{{{dark}}}}}\n{marks}"
