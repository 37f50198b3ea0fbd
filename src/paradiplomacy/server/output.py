"""The place of an answer while it is computed: memory while it is small, then a file; and the limits of its size."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, TypeVar

from paradiplomacy.server.settings import BYTES_PER_ROW, SMALL_ANSWER, SMALLEST_LIMIT

Item = TypeVar("Item")


class Output:
    """A file-like place for the bytes of an answer, which is sent only once it is complete.

    So a query that fails or is stopped half-way never looks like one with fewer rows, the headers can give the number
    of rows, and a slow client does not keep a worker waiting. ``rows`` counts the rows or triples so far, and ``cut``
    says whether there were more than the limits allow.
    """

    def __init__(self, folder: Path, most_rows: int) -> None:
        self._folder, self._most_rows = folder, most_rows
        self._most_bytes = max(SMALLEST_LIMIT, most_rows * BYTES_PER_ROW)
        self._parts: list[bytes] = []
        self._file: IO[bytes] | None = None
        self._size = 0
        self.rows = 0
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
        if self._file is None and self._size > SMALL_ANSWER:
            self._file = unfinished(self._folder, os.getpid()).open("wb")
            self._file.writelines(self._parts)
            self._parts.clear()
        if self._file is None:
            self._parts.append(bytes(data))
        else:
            self._file.write(data)
        return len(data)

    def flush(self) -> None:
        """Nothing to do: ``done`` ends the writing."""

    def done(self) -> tuple[bytes, str]:
        """The whole answer, either as bytes or as the path of a file; the other one is empty."""
        if self._file is None:
            return b"".join(self._parts), ""
        self._file.close()
        return b"", str(Path(self._file.name).rename(self._folder / uuid.uuid4().hex))

    def discard(self) -> None:
        """Delete the answer."""
        if self._file is not None:
            self._file.close()
            Path(self._file.name).unlink(missing_ok=True)


def unfinished(folder: Path, process: int) -> Path:
    """The file of a large answer until it is complete; the pool removes it when it ends the worker."""
    return folder / f"{process}.unfinished"
