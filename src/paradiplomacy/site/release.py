"""The site of the release: the graph as its files hold it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from paradiplomacy.rdf.read import load_store
from paradiplomacy.release import home, named_graphs, own_graphs
from paradiplomacy.site.site import Site


def site_of_release(root: Path | None = None, data: Sequence[str | Path] = ()) -> Site:
    """The site of the release in the folder ``root``, with the user's files ``data`` as named graphs more."""
    top = root or home()
    paths = {**named_graphs(top), **own_graphs(data)}
    return Site({name: list(load_store(files)) for name, files in paths.items()}, top)
