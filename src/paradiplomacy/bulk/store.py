"""Fill a store on disk while the next shards are mapped."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pyoxigraph as ox

from paradiplomacy.bulk.twinning import GRAPH
from paradiplomacy.rdf.read import load_store
from paradiplomacy.release import named_graphs

#: Takes the file of a shard.
Fill = Callable[[Path], None]


@contextlib.contextmanager
def filling(folder: Path | None, graphs: bool) -> Iterator[Fill]:
    """Make a store of the release in ``folder``, and put each file given to it in; it is whole at the end of the block.

    All stands in the default graph and, with ``graphs``, in its named graph. Without a folder nothing is done.
    """
    if not folder:
        yield lambda run: None
        return
    made = ox.Store(str(folder))
    jobs: list[Future[None]] = []

    def put(run: Path) -> None:
        # Shard by shard, because the engine keeps in memory what it is given at once; it takes no lock of Python.
        for graph in [None, ox.NamedNode(GRAPH)] if graphs else [None]:
            made.bulk_load(path=str(run), format=ox.RdfFormat.N_TRIPLES, to_graph=graph)

    with ThreadPoolExecutor(1) as thread:
        jobs.append(thread.submit(_put_release, made, graphs))

        def give(run: Path) -> None:
            # A disk that is full is told at once.
            while jobs and jobs[0].done():
                jobs.pop(0).result()
            jobs.append(thread.submit(put, run))

        try:
            yield give
        except BaseException:
            thread.shutdown(cancel_futures=True)
            raise
        for job in jobs:
            job.result()
    made.flush()


def _put_release(made: ox.Store, graphs: bool) -> None:
    for name, paths in named_graphs().items():
        quads = list(load_store(paths))
        made.bulk_extend(quads)
        if graphs:
            made.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object, ox.NamedNode(name)) for quad in quads)
