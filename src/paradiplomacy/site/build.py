"""Build the site: every room of it gives its files, and each is written below one folder."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from paradiplomacy.site import (
    article,
    bulk,
    crate,
    data,
    graph_script,
    home,
    machine,
    queries,
    records,
    sparql_page,
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

#: The folder of the style sheets and scripts.
ASSETS = Path(__file__).with_name("assets")

#: Files that wait to be written.
_WAITING = 50

#: The rooms of the site.
ROOMS: tuple[Callable[[Site], Iterator[File]], ...] = (
    graph_script.files,
    home.files,
    article.files,
    bulk.files,
    data.files,
    machine.files,
    crate.files,
    w3id.files,
    figures.files,
    compare.files,
    queries.files,
    records.files,
    sparql_page.files,
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


def file_at(site: Site, path: str) -> File | None:
    """The file at ``path`` of a live site, found without a look at every thing; None where there is none."""
    return things.file_at(site, path) or site.kept(_fixed).get(path)


def _fixed(site: Site) -> dict[str, File]:
    rooms = (assets, *(room for room in ROOMS if room is not things.files))
    return {file.path: file for room in rooms for file in room(site)}


def assets(site: Site) -> Iterator[File]:
    """The style sheets and scripts, as they are."""
    for path in sorted(ASSETS.iterdir()):
        yield File(f"assets/{path.name}", path.read_bytes)


def build(site: Site, folder: Path) -> int:
    """Write the site into ``folder``, which nobody reads before all is there; returns the number of its files."""
    found = files(site)
    for parent in {(folder / path).parent for path in found}:
        parent.mkdir(parents=True, exist_ok=True)
    number = len(found)
    # Beside the thread that writes the next file is made, and only so many wait.
    with ThreadPoolExecutor(1) as writer:
        written: deque[Future[int]] = deque()
        # A file is let go once it is made, and with the last one of a thing what was read of the thing.
        for path in list(found):
            written.append(writer.submit((folder / path).write_bytes, found.pop(path).body()))
            if len(written) > _WAITING:
                written.popleft().result()
        for each in written:
            each.result()
    return number
