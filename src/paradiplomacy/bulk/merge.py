"""Merge files of sorted blocks into one, whatever their number and size."""

from __future__ import annotations

import contextlib
import heapq
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

#: Files that are open at a time; more are merged in rounds.
MOST = 100


def merge(runs: Sequence[Path], whole: Path, graph: str) -> int:
    """Merge ``runs`` into ``whole``, sorted N-Quads of ``graph`` with each line once; returns how many lines it has."""
    end = f" <{graph}> .\n".encode()
    number = 0
    left = list(runs)
    while len(left) > MOST:
        some, left = left[:MOST], left[MOST:]
        left.append(whole.with_name(f"{some[0].stem}-merged.nt"))
        with _merged(some) as blocks, left[-1].open("wb", buffering=1 << 20) as file:
            file.writelines(blocks)
    with _merged(left) as blocks, whole.open("wb", buffering=1 << 20) as file:
        for block in blocks:
            number += block.count(b" .\r") + 1
            file.write(block[:-3].replace(b" .\r", end) + end)
    return number


@contextlib.contextmanager
def _merged(runs: Iterable[Path]) -> Iterator[Iterator[bytes]]:
    with contextlib.ExitStack() as stack:
        files = [stack.enter_context(run.open("rb", buffering=1 << 16)) for run in runs]
        yield (_one(list(blocks)) for _, blocks in groupby(heapq.merge(*files), _subject))


def _subject(block: bytes) -> bytes:
    return block[: block.index(b" ")]


def _one(blocks: list[bytes]) -> bytes:
    """The lines of all the blocks, which have one subject."""
    if all(block == blocks[0] for block in blocks):
        return blocks[0]
    lines = {line for block in blocks for line in block.rstrip(b"\n").split(b"\r")}
    return b"\r".join(sorted(lines)) + b"\n"
