"""Build the site: every room of it gives its files, and each is written below one folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from paradiplomacy.site import (
    article,
    crate,
    data,
    home,
    machine,
    queries,
    records,
    things,
    vendored,
    versions,
    vocabulary,
    w3id,
)
from paradiplomacy.site.compare import room as compare
from paradiplomacy.site.figures import room as figures
from paradiplomacy.site.files import File
from paradiplomacy.site.site import Site

_ASSETS = Path(__file__).with_name("assets")

#: The rooms of the site.
ROOMS: tuple[Callable[[Site], Iterator[File]], ...] = (
    home.files,
    article.files,
    data.files,
    machine.files,
    crate.files,
    w3id.files,
    figures.files,
    compare.files,
    queries.files,
    records.files,
    things.files,
    vendored.files,
    versions.files,
    vocabulary.files,
)


def files(site: Site) -> dict[str, File]:
    """Every file of the site by its path."""
    found: dict[str, File] = {}
    for room in (assets, *ROOMS):
        for file in room(site):
            if file.path in found:
                raise ValueError(f"two rooms of the site write {file.path}")
            found[file.path] = file
    return found | {file.path: file for file in machine.sitemap(site, list(found))}


def assets(site: Site) -> Iterator[File]:
    """The style sheets and scripts, as they are."""
    for path in sorted(_ASSETS.iterdir()):
        yield File(f"assets/{path.name}", path.read_bytes)


def build(site: Site, folder: Path) -> int:
    """Write the site into ``folder``, which nobody reads before all is there; returns the number of its files."""
    found = files(site)
    for parent in {(folder / path).parent for path in found}:
        parent.mkdir(parents=True, exist_ok=True)
    for path, file in found.items():
        (folder / path).write_bytes(file.body())
    return len(found)
