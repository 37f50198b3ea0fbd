"""Answers kept for those who ask the same again; since the store never changes, they never grow old."""

from __future__ import annotations

import re
from collections import OrderedDict

from paradiplomacy.server.settings import CACHE_SIZE
from paradiplomacy.server.wire import Job, Reply

# These give another answer each time. A word too many only costs a place in the cache.
_CHANGING = re.compile(r"\b(?:rand|now|uuid|struuid)\b", re.IGNORECASE)


class Cache:
    """The replies to the jobs last asked for, up to a number of bytes in all."""

    def __init__(self, size: int = CACHE_SIZE) -> None:
        self._room = size
        self._replies: OrderedDict[bytes, Reply] = OrderedDict()

    def get(self, job: Job) -> Reply | None:
        """The reply that was kept for ``job``, if any."""
        reply = self._replies.get(job.key)
        if reply is not None:
            self._replies.move_to_end(job.key)
        return reply

    def keep(self, job: Job, reply: Reply) -> None:
        """Keep ``reply`` when it is small and good and would be the same again; the least used make room."""
        if reply.status != 200 or reply.file or _CHANGING.search(str(job.details.get("text", ""))):
            return
        key = job.key
        if key in self._replies:
            return
        self._replies[key] = reply
        self._room -= _size(key, reply)
        while self._room < 0:
            self._room += _size(*self._replies.popitem(last=False))


def _size(key: bytes, reply: Reply) -> int:
    # What Python itself needs for an entry, roughly, so that many tiny answers cannot outgrow the limit.
    return len(key) + len(reply.body) + 2_000
