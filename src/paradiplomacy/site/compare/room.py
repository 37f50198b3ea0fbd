"""The pages that compare agreements: one to choose on, and for each pair a page that needs no script."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import combinations
from typing import Any

import pyoxigraph as ox

from paradiplomacy.rdf.namespaces import ID
from paradiplomacy.site.addresses import FOLDERS, name_of
from paradiplomacy.site.compare import exports
from paradiplomacy.site.compare.entries import comparable, comparison
from paradiplomacy.site.figures.pen import Pen, agreements
from paradiplomacy.site.files import File
from paradiplomacy.site.messages import LANGUAGES
from paradiplomacy.site.site import Site

#: Pairs grow with the square of the agreements, so only the first ones with evidence are compared in pages.
MOST = 12
_QUERIES = ("compare-sectors", "sector-evidence", "sources-agree", "sources-compare")
_ONLY_HERE = ox.NamedNode(f"{ID}outcome-only-here")
_WRITERS: dict[str, Callable[..., str]] = {
    "csv": exports.as_csv,
    "md": exports.as_markdown,
    "tex": exports.as_latex,
}


def files(site: Site) -> Iterator[File]:
    """The page to choose on, the page and the files of each pair, and the sources as BibTeX, in each language."""
    every = comparable(site, agreements(site))
    chosen = every[:MOST]
    for lang in LANGUAGES:
        yield File(f"compare/sources.{lang}.bib", partial(exports.bibtex, site, lang))
        pairs = list(combinations(chosen, 2))
        where = f"{FOLDERS[lang]}/compare.html"
        yield File(where, partial(_page, site, lang, where, tuple(chosen), pairs=pairs, number=len(every)))
        for pair in pairs:
            path = path_of(pair, lang)
            yield File(f"{path}.html", partial(_page, site, lang, f"{path}.html", pair, file=path))
            for form in exports.FORMS:
                yield File(f"{path}.{form}", partial(_file, site, lang, pair, form))


def path_of(pair: tuple[ox.NamedNode, ...], lang: str) -> str:
    """The path of what belongs to a pair of agreements, without its ending."""
    return f"{FOLDERS[lang]}/compare/{'--'.join(name_of(it.value) for it in pair)}"


def _file(site: Site, lang: str, pair: tuple[ox.NamedNode, ...], form: str) -> str:
    return _WRITERS[form](site, comparison(site, pair, lang), lang)


def _page(
    site: Site,
    lang: str,
    where: str,
    chosen: tuple[ox.NamedNode, ...],
    pairs: Sequence[tuple[ox.NamedNode, ...]] | None = None,
    file: str = "",
    number: int = 0,
) -> str:
    """The page of the agreements; with ``pairs`` the one to choose on, else that of one pair with its ``file``."""
    compared = comparison(site, chosen, lang)
    pieces: dict[str, Any] = {
        "csv": partial(exports.csv_piece, site, lang=lang),
        "md": partial(exports.markdown_piece, site, lang=lang),
        "tex": partial(exports.latex_piece, site, lang=lang),
    }
    return site.render(
        "compare.html",
        lang,
        where,
        compared=compared,
        pairs=pairs,
        path_of=path_of,
        file=file,
        number=number,
        pieces=pieces,
        exports=exports,
        queries=[name for name in _QUERIES if name in site.stored],
        colour=Pen(site, lang, where, is_wide=True).colour,
        only_here=site.label(_ONLY_HERE, lang),
        assertions=sorted({entry.record.assertion for entry in compared.entries}, key=lambda node: node.value),
    )
