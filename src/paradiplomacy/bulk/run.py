"""Map links to sorted N-Quads, validate them in shards of whole agreements, and fill a store on disk."""

from __future__ import annotations

import contextlib
import heapq
import itertools
import multiprocessing
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from paradiplomacy.bulk.links import HIGHER, LOWER, Tie, read_links, ties
from paradiplomacy.bulk.twinning import GRAPH, Known, about_source, known, statements
from paradiplomacy.errors import DataError, UsageError, file_name
from paradiplomacy.rdf.namespaces import PARA
from paradiplomacy.rdf.read import load_store
from paradiplomacy.release import graph_files
from paradiplomacy.validation.engines import shape_findings
from paradiplomacy.validation.input import Input
from paradiplomacy.validation.shapes import Shapes, load_shapes

#: Ties that are mapped, sorted and validated at a time; memory grows with this number and not with the tables.
SHARD = 4_000
_SHOWN = 20
_PARTY = f" <{PARA}SubnationalActor> "


@dataclass
class Counts:
    """What was made of the links."""

    links: int = 0
    parties: int = 0
    nameless: int = 0
    agreements: int = 0
    accounts: int = 0
    one_way: int = 0
    duplicates: int = 0
    to_themselves: int = 0
    triples: int = 0


class _Work(NamedTuple):
    """What each process has: what the graph knows, the statements of the release, the shapes, and where to write."""

    have: Known
    release: bytes
    shapes: Shapes
    folder: Path


class _Done(NamedTuple):
    run: Path
    findings: list[str]
    accounts: int


_work: _Work | None = None


def bulk(files: Sequence[Path], output: Path, store: Path | None = None, processes: int = 0) -> Counts:
    """Map ``files`` into ``output``, sorted N-Quads, and into a new ``store`` with the release if given.

    Both are whole or stay as they were. Raises DataError when a row or the graph made of the rows is wrong.
    """
    if store and store.exists() and (not store.is_dir() or any(store.iterdir())):
        raise UsageError(f"{file_name(store)} is there already; name a new folder for the store.")
    output.parent.mkdir(parents=True, exist_ok=True)
    # Beside the output, so that the result takes its place at once.
    with tempfile.TemporaryDirectory(prefix=".bulk-", dir=output.parent) as place:
        folder = Path(place)
        whole = folder / "whole.nq"
        try:
            counts = _map(files, folder, whole, processes or os.cpu_count() or 1)
        except sqlite3.OperationalError as error:
            raise OSError(None, str(error), str(output)) from error
        if store:
            store.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(prefix=".store-", dir=store.parent) as beside:
                made = Path(beside, "store")
                _fill(made, whole)
                whole.replace(output)
                made.rename(store)
        else:
            whole.replace(output)
    return counts


def _map(files: Sequence[Path], folder: Path, whole: Path, processes: int) -> Counts:
    with contextlib.closing(sqlite3.connect(folder / "links.sqlite")) as database:
        # The database is thrown away after a crash, so it needs no journal.
        database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -32000;")
        read = read_links(files, database)
        counts = Counts(links=read.links, duplicates=read.duplicates, to_themselves=read.to_themselves)
        names = "SELECT low AS item FROM link UNION SELECT high FROM link"
        counts.parties, counts.nameless = database.execute(
            f"SELECT COUNT(*), SUM(name IS NULL) FROM ({names}) LEFT JOIN name USING (item)"
        ).fetchone()
        counts.nameless = counts.nameless or 0
        release = load_store(graph_files())
        plain = b"".join(f"{q.subject} {q.predicate} {q.object} .\n".encode() for q in release)
        background = folder / "release.nt"
        background.write_bytes(plain)
        start = (known(release), folder)
        runs, findings = [], list[str]()
        for done in _mapped(_counted(ties(database), counts), processes, start):
            runs.append(done.run)
            findings += done.findings
            counts.accounts += done.accounts
        counts.agreements -= counts.accounts
    if findings:
        shown = findings[:_SHOWN]
        more = len(findings) - len(shown)
        raise DataError("\n".join([*shown, *([f"and {more} more findings."] if more else [])]))
    counts.triples = _merge(runs, whole)
    return counts


def _counted(rows: Iterable[Tie], counts: Counts) -> Iterator[Tie]:
    for tie in rows:
        counts.agreements += 1
        counts.one_way += tie.sides != LOWER | HIGHER
        yield tie


def _begin(have: Known, folder: Path) -> None:
    """Make this process ready to map shards."""
    global _work
    _work = _Work(have, (folder / "release.nt").read_bytes(), load_shapes(), folder)


def _mapped(rows: Iterator[Tie], processes: int, start: tuple[Known, Path]) -> Iterator[_Done]:
    shards = enumerate(iter(lambda: list(itertools.islice(rows, SHARD)), []))
    if processes == 1:
        _begin(*start)
        yield from map(_shard, shards)
        return
    # Not forked: the engine has threads of its own once it was used, and a forked process would wait for them forever.
    with multiprocessing.get_context("spawn").Pool(processes, _begin, start) as pool:
        # A pool takes all that it is given at once; only so many shards may wait in memory.
        while some := list(itertools.islice(shards, processes * 2)):
            yield from pool.imap(_shard, some)


def _shard(given: tuple[int, list[Tie]]) -> _Done:
    """Map and validate some ties, and write their lines, sorted, to a run."""
    assert _work
    number, rows = given
    lines = set(about_source()) if not number else set[str]()
    for tie in rows:
        lines.update(statements(tie, _work.have))
    run = _work.folder / f"run-{number:09}.nq"
    run.write_bytes("".join(sorted(lines)).encode())
    end = f" {GRAPH} .\n"
    data = _work.folder / f"shard-{number}.nt"
    data.write_bytes(
        _work.release + "".join(f"{line.removesuffix(end)} .\n" for line in [*lines, *about_source()]).encode()
    )
    found = shape_findings(Input(ox.Store(), data), _work.shapes)
    data.unlink()
    # The names of the subjects; what the release itself has to be told is not said here.
    own = {line[1 : line.index(">")] for line in lines}
    findings = [f"{each.focus}: {each.messages.get('en', each.shape)}" for each in found if each.focus in own]
    return _Done(run, findings, sum(f" <{PARA}Account> " in line for line in lines))


def _merge(runs: Sequence[Path], whole: Path) -> int:
    """Merge sorted runs into one file, each line once; returns how many lines it has."""
    number, last = 0, b""
    with contextlib.ExitStack() as stack, whole.open("wb", buffering=1 << 20) as file:
        parts = [stack.enter_context(run.open("rb")) for run in runs]
        for line in heapq.merge(*parts):
            if line != last:
                file.write(line)
                number, last = number + 1, line
    return number


def _fill(folder: Path, lines: Path) -> None:
    """Make a store of the release and of ``lines``; the graph that queries see holds all named graphs."""
    made = ox.Store(str(folder))
    made.bulk_extend(load_store(graph_files(), keep_graphs=True))
    made.bulk_load(path=str(lines), format=ox.RdfFormat.N_QUADS)
    made.bulk_extend(
        ox.Quad(q.subject, q.predicate, q.object) for q in ox.parse(path=str(lines), format=ox.RdfFormat.N_QUADS)
    )
    made.flush()
