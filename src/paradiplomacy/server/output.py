"""Where an answer is written before its status is sent: in memory while it is small, then in a file."""

from __future__ import annotations

import os
import uuid
from pathlib import Path
from typing import IO

from paradiplomacy.server.settings import SMALL_ANSWER


class Output:
    """A place to write bytes to. Nothing of an answer is sent before all of it is there.

    So a query that fails or is stopped half-way never looks like one with fewer rows, the headers can say how many
    rows there are, and a client that reads slowly keeps no worker waiting.
    """

    def __init__(self, folder: Path, small: int = SMALL_ANSWER) -> None:
        self._folder, self._small = folder, small
        self._parts: list[bytes] = []
        self._file: IO[bytes] | None = None
        self.size = 0

    def write(self, data: bytes) -> int:
        """Add ``data``; returns its length, as a file does."""
        self.size += len(data)
        if self._file is None and self.size > self._small:
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
        """All that was written, as bytes or as the path of a file, of which the other is empty."""
        if self._file is None:
            return b"".join(self._parts), ""
        self._file.close()
        return b"", str(Path(self._file.name).rename(self._folder / uuid.uuid4().hex))

    def discard(self) -> None:
        """Throw away what was written."""
        self._parts.clear()
        if self._file is not None:
            self._file.close()
            Path(self._file.name).unlink(missing_ok=True)


def unfinished(folder: Path, process: int) -> Path:
    """Where a worker writes a large answer until it is whole; who ends the worker removes it."""
    return folder / f"{process}.unfinished"
