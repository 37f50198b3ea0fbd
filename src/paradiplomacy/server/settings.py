"""The settings of the server, and its fixed limits."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

#: The longest query, in bytes; a longer one is refused with 413.
LONGEST_QUERY = 1_000_000
#: The part of a body that is too long which is still read, in bytes, so that the client sees the refusal.
MOST_DRAINED = 16_000_000
#: The longest request line with headers, in bytes; a longer one is refused with 431 or 414.
LONGEST_HEAD = 65_536
#: The most connections at once.
MOST_CONNECTIONS = 512
#: Answers up to this size, in bytes, are kept in memory and may be cached; larger ones go to a file.
SMALL_ANSWER = 262_144
#: An answer is also cut at this number of bytes times the most rows, and not before the smallest limit, in bytes.
BYTES_PER_ROW = 300
SMALLEST_LIMIT = 50_000_000
#: The size of the cache of answers, in bytes.
CACHE_SIZE = 32_000_000
#: After this time, in seconds, a query gets a lower priority than younger ones.
PATIENCE = 1.0
#: The jobs that are the project's own work and not a stranger's query, and the least time that they have, in seconds.
OWN_JOBS = frozenset({"page", "thing"})
OWN_SECONDS = 60.0


@dataclass(frozen=True)
class Settings:
    """The address, the files (None: the release), the folder of the store (None: a temporary one) and the limits.

    ``timeout`` is the time of one query and ``client_timeout`` the silence of a client, both in seconds; ``memory`` is
    that of one worker in megabytes (0: a share of the machine's); ``public_url`` is the address known to the public.
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
        """The memory of one worker in megabytes: ``memory``, else its share of half of the machine's."""
        if self.memory:
            return self.memory
        whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 1_000_000
        return max(256, min(2048, whole // 2 // self.workers))


def time_limit(kind: str, timeout: float) -> float:
    """The seconds that a job of the ``kind`` may take where a query may take ``timeout``.

    >>> time_limit("query", 2.0), time_limit("page", 2.0)
    (2.0, 60.0)
    """
    return max(timeout, OWN_SECONDS) if kind in OWN_JOBS else timeout
