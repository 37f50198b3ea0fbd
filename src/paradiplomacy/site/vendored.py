"""The parts of the pages that others wrote: classic scripts, each with one name in the global object ``vendored``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from paradiplomacy.site.files import File
from paradiplomacy.site.site import Site

FOLDER = Path(__file__).with_name("vendor")


def files(site: Site) -> Iterator[File]:
    """``vendor/`` of the site: the scripts, what they are, and their licences."""
    for path in sorted(FOLDER.iterdir()):
        # The outlines of the land become a part of the maps.
        if path.name != "land-110m.json":
            yield File(f"vendor/{path.name}", path.read_bytes)
