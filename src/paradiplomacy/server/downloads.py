"""The whole graph as files: each is written when it is first asked for, and kept."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from paradiplomacy.rdf.namespaces import PREFIXES
from paradiplomacy.rdf.read import FORMATS
from paradiplomacy.server.pool import own_process
from paradiplomacy.server.reconciliation.limits import CallError
from paradiplomacy.server.render import holding
from paradiplomacy.server.store_folder import StoreFolder

_FORMATS = {f"paradiplomacy.{end}": FORMATS[f".{end}"] for end in ("ttl", "nt", "nq", "jsonld")}
#: The names of the downloads.
NAMES = tuple(_FORMATS)
# The exit status of a process that met a term which the form cannot hold.
_NOT_HELD = 6


class Downloads:
    """The dumps of one store."""

    def __init__(self, store: StoreFolder) -> None:
        self._store = store
        # Files are written one at a time, because each takes a whole processor.
        self._turn = asyncio.Lock()

    async def get(self, request: Request) -> Response:
        """The file that is asked for, once it is written; raises HTTPException for another name or when that fails."""
        name = request.path_params["name"]
        if name not in _FORMATS:
            raise HTTPException(404, f"There is no such download; there are {', '.join(_FORMATS)}.")
        target = self._store.downloads / name
        async with self._turn:
            status = 0 if target.exists() else await self._write(target)
        if status == _NOT_HELD:
            raise HTTPException(406, "The graph holds terms of RDF 1.2, which JSON-LD cannot hold; take the .ttl.")
        if status:
            raise HTTPException(500, "The file could not be written; the log of the server says why.")
        return FileResponse(target, media_type=_FORMATS[name].media_type, filename=name)

    async def _write(self, target: Path) -> int:
        # A process of its own, because for a large store it takes a while.
        process = await asyncio.create_subprocess_exec(*own_process("server.downloads", self._store.database, target))
        try:
            return await process.wait()
        finally:  # also when the server stops
            if process.returncode is None:
                process.kill()
                await process.wait()


def main(arguments: list[str]) -> int:
    """Write the store in the first argument into the file of the second, whole or not at all."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server decides when to stop
    store, target = ox.Store.read_only(arguments[0]), Path(arguments[1])
    unfinished = target.with_name(f"unfinished-{os.getpid()}-{target.name}")
    form = _FORMATS[target.name]
    try:
        if form == ox.RdfFormat.N_QUADS and next(iter(store.named_graphs()), None):
            ox.serialize(_quads(store), unfinished, format=form)
        else:
            if form == ox.RdfFormat.JSON_LD:
                all(holding((quad.triple for quad in store), "jsonld"))
            store.dump(unfinished, format=form, from_graph=ox.DefaultGraph(), prefixes=PREFIXES)
    except CallError:
        return _NOT_HELD
    unfinished.replace(target)
    return 0


def _quads(store: ox.Store) -> Iterator[ox.Quad]:
    """The quads of the named graphs, and those of the default graph that are in no named one."""
    for quad in store:
        places = store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
        if not isinstance(quad.graph_name, ox.DefaultGraph) or len(list(places)) == 1:
            yield quad


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
