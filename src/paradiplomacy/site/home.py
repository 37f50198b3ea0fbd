"""The first page of the site, in each language, and once more at its root."""

from __future__ import annotations

from collections.abc import Iterator

from paradiplomacy.site.files import File
from paradiplomacy.site.messages import LANGUAGES
from paradiplomacy.site.site import Site


def files(site: Site) -> Iterator[File]:
    """``index.html`` of each language, and the English one at the root, which opens from a disk."""
    for lang in LANGUAGES:
        yield site.page("home.html", lang, "index.html")
    yield File("index.html", lambda: site.render("home.html", LANGUAGES[0], "index.html"))
