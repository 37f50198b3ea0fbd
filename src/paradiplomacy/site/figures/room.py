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
    """A figure by its ``name``; ``tables`` are the stored queries whose rows it shows, ``queries`` all behind it."""

    name: str
    tables: tuple[str, ...]
    draw: Callable[[Pen], Drawing]

    @property
    def queries(self) -> tuple[str, ...]:
        """The stored queries behind it: that on disagreement tells every figure but the map what to mark."""
        return self.tables if self.name == "map" else (*self.tables, "sources-agree")

    def in_page(self, site: Site, lang: str, where: str) -> str:
        """Its two forms, wide and narrow, for the page at the path ``where``; the style sheet shows one of them."""
        pens = (Pen(site, lang, where, is_wide) for is_wide in (True, False))
        return "\n".join(drawing.in_page(self.name, pen, self.draw(pen)) for pen in pens)


FIGURES = (
    Figure("map", ("sister-city-agreements", "institutional-agreements"), map.draw),
    Figure("timeline", ("timeline",), timeline.draw),
    Figure("matrix", ("compare-sectors",), matrix.draw),
    Figure("visits", ("delegations",), visits.draw),
)


def figures_of(site: Site) -> list[Figure]:
    """The figures that the site can have: a graph with queries of its own may lack what stands behind some."""
    return [figure for figure in FIGURES if site.stored.keys() >= set(figure.queries)]


def path_of(figure: Figure, lang: str, form: str) -> str:
    """The path of the file of a figure; ``form`` is "svg" or "png"."""
    return f"figures/{figure.name}.{lang}.{form}"


def files(site: Site) -> Iterator[File]:
    """Each figure in each language as SVG and as PNG."""
    for figure in figures_of(site):
        for lang in LANGUAGES:
            for form, make in (("svg", drawing.as_file), ("png", drawing.as_picture)):
                yield File(path_of(figure, lang, form), partial(_made, make, figure, site, lang))


def _made(make: Callable[[str, Pen, Drawing], str | bytes], figure: Figure, site: Site, lang: str) -> str | bytes:
    # All forms lie in one folder, so that the links in them are the same.
    pen = Pen(site, lang, path_of(figure, lang, "svg"), is_wide=True)
    return make(figure.name, pen, site.kept(_drawn, figure, pen))


def _drawn(_: Site, figure: Figure, pen: Pen) -> Drawing:
    return figure.draw(pen)
