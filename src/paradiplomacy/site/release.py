"""The site of the release: the graph as its files hold it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pyoxigraph as ox

from paradiplomacy.auditing.article import Article
from paradiplomacy.publishing.digest import graph_digest, version_of
from paradiplomacy.publishing.void import DESCRIPTION
from paradiplomacy.rdf.read import load_store
from paradiplomacy.release import home, named_graphs, own_graphs
from paradiplomacy.site.build import build
from paradiplomacy.site.publication import NOWHERE, Publication, sum_of
from paradiplomacy.site.site import Site
from paradiplomacy.sparql.answer import Answer


def site_of_release(root: Path | None = None, data: Sequence[str | Path] = ()) -> Site:
    """The site of the release in the folder ``root``, with the user's files ``data`` as named graphs more."""
    top = root or home()
    paths = {**named_graphs(top), **own_graphs(data)}
    return site_of({name: list(load_store(files)) for name, files in paths.items()}, top)


def site_of(
    graphs: Mapping[str, list[ox.Quad]],
    root: Path | None = None,
    article: Article | None = None,
    publication: Publication = NOWHERE,
) -> Site:
    """The site of the triples of each named graph; its digest is that of the N-Quads of the release.

    ``article`` is the text of a source, to be shown with its quotes in place.
    """
    store = ox.Store()
    for name, quads in graphs.items():
        places = (ox.DefaultGraph(), ox.NamedNode(name))
        store.bulk_extend(ox.Quad(it.subject, it.predicate, it.object, at) for it in quads for at in places)
    written = publication.nquads
    digest = sum_of(written) if written else graph_digest(graphs)
    return Site(store, root, digest, article=article, publication=publication)


def add_site(
    folder: Path,
    graphs: Mapping[str, list[ox.Quad]],
    base: str = "",
    earlier: Path | None = None,
    article: Article | None = None,
    answers: Mapping[str, Answer] | None = None,
) -> int:
    """Write the site of the release in ``folder`` below it, into ``site/``; returns the number of its files.

    ``base`` is the address at which the site will be, and ``earlier`` a folder published before, whose versions stay;
    ``article`` is the text of a source, to be shown with its quotes in place; ``answers`` are those to stored queries
    in English, as far as they are known.
    """
    publication = Publication(folder, version_of(graphs.get(DESCRIPTION, [])), base, earlier)
    site = site_of(graphs, article=article, publication=publication)
    site.know(answers or {})
    return build(site, folder / "site")
