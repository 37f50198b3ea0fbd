"""The first page of the site, in each language, and once more at its root: what this is, in two sentences and figures."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from paradiplomacy.site.addresses import FOLDERS
from paradiplomacy.site.figures.room import FIGURES, path_of
from paradiplomacy.site.files import File
from paradiplomacy.site.messages import LANGUAGES
from paradiplomacy.site.site import Site


def files(site: Site) -> Iterator[File]:
    """``index.html`` of each language, and the English one at the root, which opens from a disk."""
    for lang in LANGUAGES:
        where = f"{FOLDERS[lang]}/index.html"
        yield File(where, partial(_page, site, lang, where))
    yield File("index.html", partial(_page, site, LANGUAGES[0], "index.html"))


def _page(site: Site, lang: str, where: str) -> str:
    drawn = {figure: figure.in_page(site, lang, where) for figure in FIGURES}
    return site.render("home.html", lang, where, drawn=drawn, path_of=path_of)
