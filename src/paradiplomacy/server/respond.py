"""From a job to an HTTP response: out of the cache, else from a worker, unless the client leaves before."""

from __future__ import annotations

import asyncio
import os
import re
from collections import OrderedDict
from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import IO

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from paradiplomacy.server.media import HTML, REFUSALS, accepted, choose
from paradiplomacy.server.pages import refusal
from paradiplomacy.server.pool import Pool
from paradiplomacy.server.settings import CACHE_SIZE
from paradiplomacy.server.wire import Job, Reply

#: What an answer depends on beside its address.
VARY = "Accept, Accept-Language"
_CHUNK = 65_536
# About what Python itself needs for an entry, so that many tiny answers cannot outgrow the limit.
_ENTRY = 2_000
# Queries with these functions have another answer each time. A false alarm only costs a place in the cache.
_CHANGING = re.compile(r"\b(?:rand|now|uuid|struuid)\b", re.IGNORECASE)


class ReplyCache:
    """The replies to the latest jobs, up to ``size`` bytes in all; since the store never changes, they stay true."""

    def __init__(self, size: int = CACHE_SIZE) -> None:
        self._room = size
        self._replies: OrderedDict[bytes, Reply] = OrderedDict()

    def get(self, job: Job) -> Reply | None:
        """The reply that was kept for ``job``, if any."""
        if job.key in self._replies:
            self._replies.move_to_end(job.key)
        return self._replies.get(job.key)

    def keep(self, job: Job, reply: Reply) -> None:
        """Keep ``reply`` if it is small, good and the same every time; the least recently used ones make room."""
        changing = _CHANGING.search(str(job.details.get("text", "")))
        if reply.status != 200 or reply.file or changing or job.key in self._replies:
            return
        self._replies[job.key] = reply
        self._room -= len(job.key) + len(reply.body) + _ENTRY
        while self._room < 0:
            key, oldest = self._replies.popitem(last=False)
            self._room += len(key) + len(oldest.body) + _ENTRY


class Responder:
    """Answers requests with the help of the workers."""

    def __init__(self, pool: Pool) -> None:
        self._pool, self._cache = pool, ReplyCache()

    async def respond(self, request: Request, job: Job) -> Response:
        """The response to ``request`` with the reply to ``job``."""
        return respond(await self.reply(request, job), request)

    async def reply(self, request: Request, job: Job) -> Reply:
        """The reply to ``job``; when the client leaves before, a refusal that nobody sees."""
        if kept := self._cache.get(job):
            return kept
        answered = self._pool.submit(job)
        left = asyncio.create_task(_left(request))
        try:
            await asyncio.wait({answered, left}, return_when=asyncio.FIRST_COMPLETED)
            reply = answered.result() if answered.done() else Reply.refusal(503, "The client left.")
        finally:
            left.cancel()
            self._pool.abandon(answered)
        self._cache.keep(job, reply)
        return reply


async def _left(request: Request) -> None:
    """Wait until the client is gone."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def respond(reply: Reply, request: Request | None = None) -> Response:
    """The HTTP response that carries a reply; a refusal is a page for a ``request`` that prefers pages."""
    headers = {"Content-Type": reply.type, "Vary": VARY, **reply.headers}
    if reply.file is None:
        body = reply.body
        if reply.status >= 400 and request and choose(accepted(request), REFUSALS) == HTML:
            headers["Content-Type"] = HTML.header
            status = f"{reply.status} {HTTPStatus(reply.status).phrase}"
            body = refusal(status, body.decode()).encode()
        return Response(body, reply.status, headers)
    headers["Content-Length"] = str(os.fstat(reply.file.fileno()).st_size)
    if request and request.method == "HEAD":
        return Response(status_code=reply.status, headers=headers)
    # Not FileResponse, which offers parts of the file: of another answer to the same query they may not fit together.
    return StreamingResponse(_pieces(reply.file), reply.status, headers)


async def _pieces(file: IO[bytes]) -> AsyncIterator[bytes]:
    with file:
        while piece := file.read(_CHUNK):
            yield piece
            await asyncio.sleep(0)  # to a client that has left, sending does not wait; this lets it be noticed
