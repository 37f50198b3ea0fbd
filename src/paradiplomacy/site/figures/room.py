"""The figures of the site: what each is called, the questions behind it, and its files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from paradiplomacy.site.figures import drawing, map, matrix, timeline, visits
from paradiplomacy.site.figures.drawing import Drawing
from paradiplomacy.site.figures.pen import Pen
from paradiplomacy.site.files import File
from paradiplomacy.site.messages import LANGUAGES
from paradiplomacy.site.site import Site


@dataclass(frozen=True)
class Figure:
    """A figure by its ``name``; ``queries`` are the stored queries whose rows it shows, the first above all."""

    name: str
    queries: tuple[str, ...]
    draw: Callable[[Pen], Drawing]

    def in_page(self, site: Site, lang: str, where: str) -> str:
        """Its two forms, wide and narrow, for the page at the path ``where``; the style sheet shows one of them."""
        pens = (Pen(site, lang, where, is_wide) for is_wide in (True, False))
        return "\n".join(drawing.in_page(self.name, pen, self.draw(pen)) for pen in pens)


FIGURES = (
    Figure("map", ("sister-city-agreements", "institutional-agreements"), map.draw),
    Figure("timeline", ("timeline", "sources-agree"), timeline.draw),
    Figure("matrix", ("compare-sectors", "sector-evidence"), matrix.draw),
    Figure("visits", ("delegations", "people-balance", "reciprocity"), visits.draw),
)


def path_of(figure: Figure, lang: str, form: str) -> str:
    """The path of the file of a figure; ``form`` is "svg" or "png"."""
    return f"figures/{figure.name}.{lang}.{form}"


def files(site: Site) -> Iterator[File]:
    """Each figure in each language as SVG and as PNG."""
    for figure in FIGURES:
        for lang in LANGUAGES:
            for form, make in (("svg", drawing.as_file), ("png", drawing.as_picture)):
                path = path_of(figure, lang, form)
                yield File(path, partial(_made, make, figure, Pen(site, lang, path, is_wide=True)))


def _made(make: Callable[[str, Pen, Drawing], str | bytes], figure: Figure, pen: Pen) -> str | bytes:
    return make(figure.name, pen, figure.draw(pen))
