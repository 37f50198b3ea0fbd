"""The folder that holds the store on disk: built once from the files, then only read, by any number of processes."""

from __future__ import annotations

import fcntl
import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pyoxigraph as ox

from paradiplomacy.errors import UnreadableInput, UsageError
from paradiplomacy.rdf.namespaces import ID
from paradiplomacy.rdf.read import FORMATS, PARSER_ERRORS, load_store, open_file, stream_quads, unparsable
from paradiplomacy.rdf.write import ntriples
from paradiplomacy.release import named_graphs
from paradiplomacy.sparql.http_client import Say
from paradiplomacy.version import __version__

# Files in these formats hold one graph only, so the engine can read large ones straight into the store.
_TRIPLES = (ox.RdfFormat.TURTLE, ox.RdfFormat.N_TRIPLES, ox.RdfFormat.RDF_XML)
_LARGE = 4_000_000
_MANIFEST = "manifest.json"
# The most triples of a dataset whose counts are computed at the start.
_MOST_DESCRIBED = 200_000


@dataclass
class StoreFolder:
    """A finished store: its folder, the number of triples of its default graph, and the names of its named graphs.

    ``void`` describes the release with its counts, in N-Triples; ``digest`` is its SHA-256 as sorted N-Quads; both are
    "" for other data. ``lock`` is held until the process ends, so that the
    store is not rebuilt while it is served.
    """

    path: Path
    triples: int
    graphs: list[str]
    void: str
    digest: str
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
        return [quad.triple for quad in ox.parse(self.void, format=ox.RdfFormat.N_TRIPLES)]


def digest_of(database: Path) -> str:
    """The digest of the store with that ``database``, as its folder says it."""
    known: dict[str, str] = json.loads((database.parent / _MANIFEST).read_text(encoding="utf-8"))
    return known["digest"]


def prepare(folder: Path, data: Sequence[Path] | None, say: Say = lambda line: None) -> StoreFolder:
    """The store of the files ``data`` (None: the release) in ``folder``, built unless it is there and current.

    Raises UsageError when the folder holds something else, or a store with other data that another server uses, and
    UnreadableInput when a file cannot be read.
    """
    if folder.is_file():
        raise UsageError(f"{folder} is a file; name a folder.")
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "lock").exists() and any(folder.iterdir()):
        raise UsageError(f"{folder} is not empty and holds no store of this command; name another folder.")
    lock = (folder / "lock").open("ab")
    fcntl.flock(lock, fcntl.LOCK_SH)
    source, manifest = _source(data), folder / _MANIFEST
    known: dict[str, Any] = {}
    with suppress(OSError, ValueError):
        known = dict(json.loads(manifest.read_text(encoding="utf-8")))
    if known.pop("source", None) != source:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UsageError(f"{folder} is in use by another server and holds other data; name another one.") from None
        say("building the store ...")
        # It is written last: a folder without it is never taken for a finished store.
        manifest.unlink(missing_ok=True)
        known = _build(folder, data, say)
        manifest.write_text(json.dumps({"source": source, **known}), encoding="utf-8")
        fcntl.flock(lock, fcntl.LOCK_SH)
    return StoreFolder(folder, **known, lock=lock)


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


def _build(folder: Path, data: Sequence[Path] | None, say: Say) -> dict[str, Any]:
    for part in ("database", "downloads"):
        shutil.rmtree(folder / part, ignore_errors=True)
    (folder / "downloads").mkdir()
    store = ox.Store(folder / "database")
    void, digest = _load_release(store) if data is None else ("", "")
    for path in data or ():
        _load_file(store, path, say)
    # Not optimized: a bulk load leaves sorted files, and to rewrite them would take a fifth of its time.
    store.flush()
    graphs = sorted(graph.value for graph in store.named_graphs() if isinstance(graph, ox.NamedNode))
    # What the named graphs hold stands in the default graph, too.
    triples = sum(1 for _ in store.quads_for_pattern(None, None, None, ox.DefaultGraph())) if graphs else len(store)
    if not triples:
        raise UnreadableInput("The files hold no triple, so there is nothing to serve.")
    return {"triples": triples, "graphs": graphs, "void": void, "digest": digest}


def _load_release(store: ox.Store) -> tuple[str, str]:
    """Load the release; returns its description in N-Triples, and its digest."""
    from paradiplomacy.publishing import void
    from paradiplomacy.publishing.digest import graph_digest

    graphs: dict[str, Sequence[ox.Quad]] = {}
    for name, paths in named_graphs().items():
        graph = ox.NamedNode(name)
        quads = graphs[name] = list(load_store(paths))
        store.extend(_with_default(ox.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in quads))
    described = graphs.get(f"{ID}graph-dataset")
    if not described or sum(map(len, graphs.values())) > _MOST_DESCRIBED:
        return "", ""
    return ntriples(void.describe(graphs, described)), graph_digest(graphs)


def _load_file(store: ox.Store, path: Path, say: Say) -> None:
    """Read a file of any size; triples of named graphs are added to the default graph, too."""
    form = FORMATS.get(path.suffix.lower())
    if form not in _TRIPLES or path.stat().st_size < _LARGE:
        store.bulk_extend(_with_default(stream_quads(path, say)))
        return
    open_file(path).close()  # which says so when it is no regular file
    try:
        store.bulk_load(path=path, format=form)
    except PARSER_ERRORS as error:
        raise unparsable(path, form.name, error) from None


def _with_default(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    for quad in quads:
        yield quad
        if not isinstance(quad.graph_name, ox.DefaultGraph):
            yield ox.Quad(quad.subject, quad.predicate, quad.object)
