"""The place of an answer while it is computed: memory while it is small, then a file; and the limits of its size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, TypeVar

from paradiplomacy.server.settings import BYTES_PER_ROW, SMALL_ANSWER, SMALLEST_LIMIT

Item = TypeVar("Item")


class Output:
    """A file-like place for the bytes of an answer, which is sent only once it is complete.

    A query that fails or is stopped half-way therefore never looks like one with fewer rows, the headers can give the
    number of rows, and a slow client does not keep a worker waiting. ``path`` is for a large answer; the server removes
    it. ``rows`` counts the rows or triples so far, and ``cut`` says whether there were more than the limits allow.
    """

    def __init__(self, path: Path, most_rows: int) -> None:
        self._path, self._most_rows = path, most_rows
        self._most_bytes = max(SMALLEST_LIMIT, most_rows * BYTES_PER_ROW)
        self._parts: list[bytes] = []
        self._size = self.rows = 0
        self.file: IO[bytes] | None = None
        self.cut = False

    def limited(self, items: Iterable[Item]) -> Iterator[Item]:
        """``items``, counted as rows, up to the limits."""
        for item in items:
            if self.rows >= self._most_rows or self._size > self._most_bytes:
                self.cut = True
                return
            self.rows += 1
            yield item

    def write(self, data: bytes) -> int:
        """Add ``data``; returns its length, as a file does."""
        self._size += len(data)
        if self.file is None and self._size > SMALL_ANSWER:
            self.file = self._path.open("wb")
            self.file.writelines(self._parts)
            self._parts.clear()
        if self.file is None:
            self._parts.append(bytes(data))
        else:
            self.file.write(data)
        return len(data)

    def flush(self) -> None:
        """Nothing to do: ``close`` ends the writing."""

    def close(self) -> bytes:
        """End the writing; returns a small answer, or nothing when the answer is in the ``file``."""
        if self.file is not None:
            self.file.close()
        return b"".join(self._parts)
