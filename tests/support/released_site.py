"""The site of this clone, made once for all tests that read its pages."""

from __future__ import annotations

from functools import cache

from paradiplomacy.site.build import files
from paradiplomacy.site.files import File
from paradiplomacy.site.release import site_of_release
from paradiplomacy.site.site import Site


@cache
def released() -> Site:
    """The site of the graph of this clone."""
    return site_of_release()


@cache
def released_files() -> dict[str, File]:
    """Its files by their paths."""
    return files(released())


@cache
def text(path: str) -> str:
    """The text of one of them."""
    return released_files()[path].body().decode()
