"""The site of the release: the graph as its files hold it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyoxigraph as ox

from paradiplomacy.auditing.article import Article
from paradiplomacy.rdf.read import load_store
from paradiplomacy.rdf.write import nquads
from paradiplomacy.release import home, named_graphs, own_graphs
from paradiplomacy.site.site import Site


def site_of_release(root: Path | None = None, data: Sequence[str | Path] = ()) -> Site:
    """The site of the release in the folder ``root``, with the user's files ``data`` as named graphs more."""
    top = root or home()
    paths = {**named_graphs(top), **own_graphs(data)}
    return site_of({name: list(load_store(files)) for name, files in paths.items()}, top)


def site_of(graphs: Mapping[str, list[ox.Quad]], root: Path | None = None, article: Article | None = None) -> Site:
    """The site of the triples of each named graph; its digest is that of ``paradiplomacy.nq`` in the release.

    ``article`` is the text of a source, to be shown with its quotes in place.
    """
    store = ox.Store()
    for name, quads in graphs.items():
        places = (ox.DefaultGraph(), ox.NamedNode(name))
        store.bulk_extend(ox.Quad(it.subject, it.predicate, it.object, at) for it in quads for at in places)
    return Site(store, root, hashlib.sha256(nquads(graphs).encode()).hexdigest(), article=article)
