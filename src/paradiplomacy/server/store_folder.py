"""The folder that holds the store on disk: built once from the files, then only read, by any number of processes."""

from __future__ import annotations

import fcntl
import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pyoxigraph as ox

from paradiplomacy.errors import UnreadableInput, UsageError
from paradiplomacy.rdf.namespaces import ID
from paradiplomacy.rdf.read import load_store, stream_quads
from paradiplomacy.release import named_graphs
from paradiplomacy.sparql.http_client import Say
from paradiplomacy.version import __version__

# Files in these formats hold one graph only, so the engine can read them straight into the store.
# The most triples of a dataset whose counts are computed at the start.
_MOST_DESCRIBED = 200_000


@dataclass
class StoreFolder:
    """A finished store: its folder, the number of triples of its default graph, and the names of its named graphs.

    ``lock`` is held until the process ends, so that the store is not rebuilt while it is served.
    """

    path: Path
    triples: int
    graphs: list[str]
    lock: IO[bytes]

    @property
    def database(self) -> Path:
        """The database, which the workers open."""
        return self.path / "database"

    @property
    def downloads(self) -> Path:
        """The folder of the dumps."""
        return self.path / "downloads"

    def description(self) -> list[ox.Triple]:
        """The dataset in VoID with its counts; empty unless the store holds the release."""
        file = self.path / "void.nt"
        if not file.exists():
            return []
        return [quad.triple for quad in ox.parse(path=file, format=ox.RdfFormat.N_TRIPLES)]


def prepare(folder: Path, data: Sequence[Path] | None, say: Say = lambda line: None) -> StoreFolder:
    """The store of the files ``data`` (None: the release) in ``folder``, built unless it is there and current.

    Raises UsageError when the folder holds something else, or a store with other data that another server uses, and
    UnreadableInput when a file cannot be read.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock_file = folder / "lock"
    if not lock_file.exists() and any(folder.iterdir()):
        raise UsageError(f"{folder} is not empty and holds no store of this command; name another folder.")
    lock = lock_file.open("ab")
    fcntl.flock(lock, fcntl.LOCK_SH)
    source = _source(data)
    manifest = _manifest(folder)
    if manifest.get("source") != source:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UsageError(f"{folder} is in use by another server and holds other data; name another one.") from None
        say("building the store ...")
        manifest = _build(folder, data, source, say)
        fcntl.flock(lock, fcntl.LOCK_SH)
    return StoreFolder(folder, manifest["triples"], manifest["graphs"], lock)


def _source(data: Sequence[Path] | None) -> list[object]:
    """The version, and the files of a store with their sizes and times; a store with other ones is out of date."""
    files = [path for paths in named_graphs().values() for path in paths] if data is None else data
    found: list[object] = [__version__, "release" if data is None else "data"]
    for path in files:
        if not path.is_file():
            load_store([path])  # raises the error, but for a stream
            raise UnreadableInput(f"{path} is a stream, and a server reads its files more than once; name a file.")
        state = path.stat()
        found.append([str(path.resolve()), state.st_size, state.st_mtime_ns])
    return found


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return manifest if isinstance(manifest, dict) else {}


def _build(folder: Path, data: Sequence[Path] | None, source: list[object], say: Say) -> dict[str, Any]:
    # The manifest is written last: a folder without one is never taken for a finished store.
    (folder / "manifest.json").unlink(missing_ok=True)
    (folder / "void.nt").unlink(missing_ok=True)
    for part in ("database", "downloads"):
        shutil.rmtree(folder / part, ignore_errors=True)
    (folder / "downloads").mkdir()
    store = ox.Store(folder / "database")
    if data is None:
        _load_release(store, folder)
    else:
        for path in data:
            store.bulk_extend(_with_default(stream_quads(path, say)))
    # Not optimized: a bulk load leaves sorted files, and to rewrite them would take a fifth of its time.
    store.flush()
    graphs = [graph.value for graph in store.named_graphs() if isinstance(graph, ox.NamedNode)]
    # What the named graphs hold stands in the default graph, too.
    default = store.quads_for_pattern(None, None, None, ox.DefaultGraph())
    triples = sum(1 for _ in default) if graphs else len(store)
    if not triples:
        raise UnreadableInput("The files hold no triple, so there is nothing to serve.")
    manifest: dict[str, Any] = {"source": source, "triples": triples, "graphs": sorted(graphs)}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return manifest


def _load_release(store: ox.Store, folder: Path) -> None:
    from paradiplomacy.publishing import void

    graphs: dict[str, Sequence[ox.Quad]] = {}
    for name, paths in named_graphs().items():
        graph = ox.NamedNode(name)
        quads = graphs[name] = list(load_store(paths))
        store.extend(_with_default(ox.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in quads))
    described = graphs.get(f"{ID}graph-dataset")
    if described and sum(map(len, graphs.values())) <= _MOST_DESCRIBED:
        triples = [quad.triple for quad in void.describe(graphs, described)]
        (folder / "void.nt").write_bytes(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"")


def _with_default(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    for quad in quads:
        yield quad
        if not isinstance(quad.graph_name, ox.DefaultGraph):
            yield ox.Quad(quad.subject, quad.predicate, quad.object)
