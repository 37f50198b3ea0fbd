"""Map and validate a shard of ties: what each process does."""

from __future__ import annotations

import itertools
import multiprocessing
import pickle
import signal
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from paradiplomacy.bulk.links import Party, Tie
from paradiplomacy.bulk.twinning import Known, about_source, party_blocks, tie_blocks
from paradiplomacy.errors import UsageError
from paradiplomacy.validation.engines import shape_findings
from paradiplomacy.validation.input import Input
from paradiplomacy.validation.shapes import Shapes, load_shapes

#: Ties that are mapped, sorted and validated at a time; memory grows with this number and not with the tables.
SHARD = 4_000
#: Findings that are told; of the others only the number is.
SHOWN = 20


class Start(NamedTuple):
    """What each process is given: what the graph knows, its triples in a file, a folder to write to, and the shapes."""

    have: Known
    release: Path
    folder: Path
    shapes: Path | None


class Done(NamedTuple):
    """A shard: its file of sorted blocks, its first findings, and the number of all of them."""

    run: Path
    findings: list[str]
    number: int


class _Work(NamedTuple):
    start: Start
    release: bytes
    shapes: Shapes


_work: _Work | None = None


def mapped(rows: Iterator[Tie | Party], processes: int, start: Start) -> Iterator[Done]:
    """Map and validate all ``rows``, shard by shard, in so many processes; the shards keep their order."""
    shards = _kept(rows, start.folder)
    if processes == 1:
        _begin(start)
        yield from map(_shard, shards)
        return
    # Not forked: the engine has threads of its own once it was used, and a forked process would wait for them forever.
    # And not a multiprocessing.Pool, which may wait forever where a process was ended or the block is left by an error.
    with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), _begin_process, (start,)) as pool:
        # A pool takes all that it is given at once; only so many shards may wait on the disk.
        waiting = [pool.submit(_shard, each) for each in itertools.islice(shards, processes + 1)]
        try:
            while waiting:
                yield waiting.pop(0).result()
                waiting += [pool.submit(_shard, each) for each in itertools.islice(shards, 1)]
        except BrokenProcessPool:
            raise UsageError(
                "A process that mapped was ended from outside, perhaps for want of memory; use fewer --processes."
            ) from None
        finally:
            for each in waiting:
                each.cancel()


def described(rows: Sequence[Tie | Party], have: Known) -> tuple[bytes, bytes]:
    """The blocks on ``rows``, sorted, and those on source and parties that they need beside them to be valid."""
    made: list[str] = []
    for row in rows:
        made += tie_blocks(row, have) if isinstance(row, Tie) else party_blocks(row, have)
    made.sort()
    beside = about_source()
    named = {
        item: Party(item, name)
        for row in rows
        if isinstance(row, Tie)
        for item, name in ((row.low, row.low_name), (row.high, row.high_name))
        if name
    }
    beside += [block for party in named.values() for block in party_blocks(party, have)]
    return b"".join([block.encode() for block in made]), b"".join([block.encode() for block in beside])


def findings(data: bytes, beside: Iterable[bytes], shapes: Shapes, place: Path) -> list[str]:
    """What the shapes find in ``data`` with what is ``beside`` it; ``place`` is a file to work with."""
    with place.open("wb") as file:
        file.writelines((*beside, data))
    found = shape_findings(Input(ox.Store(), place), shapes)
    place.unlink()
    # What stands beside is not judged here.
    own = {block[1 : block.index(b">")].decode() for block in data.split(b"\n")[:-1]} if found else set()
    return sorted({f"{each.focus}: {each.messages.get('en', each.shape)}" for each in found if each.focus in own})


def _begin_process(start: Start) -> None:
    # A terminal sends Ctrl-C to all processes; the first ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _begin(start)


def _begin(start: Start) -> None:
    """Make this process ready to map shards."""
    global _work
    _work = _Work(start, start.release.read_bytes(), load_shapes(start.shapes))


def _kept(rows: Iterator[Tie | Party], folder: Path) -> Iterator[int]:
    """Write shard after shard of ``rows`` into ``folder``, and give their numbers.

    What a pool is given goes through a pipe. If a process is ended while more waits there than a pipe holds, Python
    before 3.11.5 waits for ever (https://github.com/python/cpython/issues/94777); a number always fits.
    """
    for number, shard in enumerate(iter(lambda: list(itertools.islice(rows, SHARD)), [])):
        _rows(folder, number).write_bytes(pickle.dumps(shard))
        yield number


def _rows(folder: Path, number: int) -> Path:
    return folder / f"shard-{number}.pickle"


def _shard(number: int) -> Done:
    """Map and validate the ties of a shard, and write their blocks to a run."""
    assert _work
    kept = _rows(_work.start.folder, number)
    rows: list[Tie | Party] = pickle.loads(kept.read_bytes())
    kept.unlink()
    data, beside = described(rows, _work.start.have)
    run = _work.start.folder / f"run-{number:09}.nt"
    run.write_bytes(data)
    found = findings(data, (_work.release, beside), _work.shapes, _work.start.folder / f"shard-{number}.nt")
    return Done(run, found[:SHOWN], len(found))
