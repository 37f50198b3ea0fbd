"""The versions of the graph that stay: ``v/VERSION/`` of each that was published."""

from __future__ import annotations

from collections.abc import Iterator

from paradiplomacy.site.files import File
from paradiplomacy.site.site import Site


def files(site: Site) -> Iterator[File]:
    """The files of this version and of the earlier ones."""
    for path, data in site.publication.files.items():
        yield File(path, lambda data=data: data)  # type: ignore[misc]
