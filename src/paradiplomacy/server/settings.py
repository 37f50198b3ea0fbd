"""What the server may be told when it starts, and the limits that hold against its users."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

#: The longest query that is read, in bytes; what is longer is answered with 413.
LONGEST_QUERY = 1_000_000
#: How much of a body that is too long is still read, so that its sender gets to see the answer.
MOST_DRAINED = 16_000_000
#: The longest request line with headers, in bytes; what is longer is answered with 431.
LONGEST_HEAD = 65_536
#: How many connections may be open at once.
MOST_CONNECTIONS = 512
#: Answers up to this size, in bytes, are kept in memory and may be cached; larger ones wait on disk.
SMALL_ANSWER = 262_144
#: An answer is also cut when it grows beyond so many bytes for each row that it may have, but not below the second.
BYTES_PER_ROW = 300
SMALLEST_LIMIT = 50_000_000
#: How many bytes of answers are kept for those who ask the same again.
CACHE_SIZE = 32_000_000
#: After so many seconds a query yields the processor to younger ones.
PATIENCE = 1.0


@dataclass(frozen=True)
class Settings:
    """How to serve: where, which files (None: the release), kept in which folder (None: a temporary one), how much.

    ``timeout`` is that of one query in seconds, ``client_timeout`` how long a client may let the server wait,
    ``memory`` what one worker may take in megabytes, ``public_url`` the address under which the world sees the server.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    data: tuple[Path, ...] | None = None
    store: Path | None = None
    timeout: float = 10.0
    max_rows: int = 100_000
    workers: int = 16
    memory: int = 0
    client_timeout: float = 20.0
    public_url: str = ""

    @property
    def worker_memory(self) -> int:
        """The memory of one worker in megabytes: as told, else such that all workers together take half of it all."""
        if self.memory:
            return self.memory
        whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 1_000_000
        return max(256, min(2048, whole // 2 // self.workers))
