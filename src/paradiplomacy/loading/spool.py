"""Temporary files that hold the triples for a store, each once, and give them out in pieces of bounded size.

On disk a graph may be larger than memory. All triples that share a blank node stay in one piece, because the name of a
blank node is valid within one request only; these triples are kept in memory.
"""

from __future__ import annotations

import contextlib
import itertools
import tempfile
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import IO

import pyoxigraph as ox

from paradiplomacy.rdf.facts import plain

#: The largest size of a piece, in bytes: some thousand triples, which every store takes in one request.
PIECE = 500_000
# One part is sorted in memory at a time.
_PART = 8_000_000
_MOST_PARTS = 200
# N-Triples is about three times as long as Turtle, because it writes names whole.
_GROWTH = 3


class Spool:
    """The triples for one graph. Use it in a ``with`` block: what it wrote to disk goes at its end.

    The files have no name where the system allows that, so they go even when the process is killed.

    ``size`` is about how many bytes of RDF will be added; a wrong guess costs memory or time, nothing else.
    """

    def __init__(self, size: int) -> None:
        self.size = size
        self._cleanup = contextlib.ExitStack()
        self._parts: list[IO[str]] = [
            self._cleanup.enter_context(
                tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n")  # noqa: SIM115 - the stack closes it
            )
            for _ in range(max(1, min(_MOST_PARTS, size * _GROWTH // _PART)))
        ]
        self._linked: list[tuple[str, str]] = []
        self._leader: dict[str, str] = {}

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, *reason: object) -> None:
        self._cleanup.close()

    @property
    def has_blank_nodes(self) -> bool:
        """Whether any triple has a blank node."""
        return bool(self._linked)

    def add(self, quads: Iterable[ox.Quad]) -> int:
        """Add the triples of ``quads``, whose graph names are dropped; returns how many were given.

        Raises NotRdf11 for a term that RDF 1.1 does not have.
        """
        parts, number = self._parts, len(self._parts)
        given = 0
        for quad in quads:
            given += 1
            subject, object_ = quad.subject, plain(quad.object)
            line = f"{subject} {quad.predicate} {object_} .\n"
            nodes = [str(node) for node in (subject, object_) if isinstance(node, ox.BlankNode)]
            if nodes:
                self._join(nodes)
                self._linked.append((nodes[0], line))
            else:
                parts[zlib.crc32(str(subject).encode()) % number].write(line)
        return given

    def count(self) -> int:
        """The number of different triples."""
        return sum(map(len, self.parts()))

    def pieces(self, size: int = PIECE) -> Iterator[tuple[str, int]]:
        """The triples as N-Triples, sorted within each part of them, with their number in each piece."""
        piece: list[str] = []
        length = 0
        for group, whole in self._groups_of_pieces():
            # What has to stay together comes as one group, whatever its size.
            for lines in [group] if whole else ([line] for line in group):
                added = sum(len(line.encode()) for line in lines)
                if piece and length + added > size:
                    yield "".join(piece), len(piece)
                    piece, length = [], 0
                piece += lines
                length += added
        if piece:
            yield "".join(piece), len(piece)

    def parts(self) -> Iterator[list[str]]:
        """The triples as lines of N-Triples, once each and sorted, by their subject's part; then those linked."""
        for part in self._parts:
            part.seek(0)
            lines = sorted(set(part))
            part.seek(0, 2)
            yield lines
        yield sorted({line for _, line in self._linked})

    def _groups_of_pieces(self) -> Iterator[tuple[list[str], bool]]:
        """Sorted lines without repetition, and whether they have to stay together."""
        yield from ((lines, False) for lines in itertools.islice(self.parts(), len(self._parts)) if lines)
        linked: dict[str, set[str]] = defaultdict(set)
        for node, line in self._linked:
            linked[self._find(node)].add(line)
        for _, together in sorted(linked.items()):
            yield sorted(together), True

    def _join(self, nodes: list[str]) -> None:
        first, *others = (self._find(node) for node in nodes)
        for other in others:
            self._leader[other] = first

    def _find(self, node: str) -> str:
        leader = self._leader.setdefault(node, node)
        while leader != node:
            self._leader[node] = self._leader[leader]
            node, leader = leader, self._leader[leader]
        return node
