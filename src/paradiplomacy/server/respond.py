"""From a job to an HTTP response: out of the cache, else from a worker, unless the client leaves before."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import IO

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from paradiplomacy.server.cache import Cache
from paradiplomacy.server.pool import Pool
from paradiplomacy.server.shell import respond
from paradiplomacy.server.wire import Job, Reply

_CHUNK = 65_536


class Asking:
    """Answers requests with the help of the workers."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._cache = Cache()

    async def respond(self, request: Request, job: Job) -> Response:
        """The response to ``request``, which comes down to ``job``."""
        reply = await self.reply(request, job)
        return _from_file(request, reply) if reply.file else respond(reply)

    async def reply(self, request: Request, job: Job) -> Reply:
        """The reply to ``job``; when the client leaves before it is there, a refusal that nobody sees."""
        reply = self._cache.get(job)
        if reply is None:
            reply = await self._run(request, job)
            self._cache.keep(job, reply)
        return reply

    async def _run(self, request: Request, job: Job) -> Reply:
        answered = self._pool.submit(job)
        left = asyncio.create_task(_left(request))
        try:
            await asyncio.wait({answered, left}, return_when=asyncio.FIRST_COMPLETED)
            return answered.result() if answered.done() else Reply.refusal(503, "The client left.")
        finally:
            left.cancel()
            if not answered.done():
                self._pool.abandon(answered)


async def _left(request: Request) -> None:
    """Wait until the client is gone."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _from_file(request: Request, reply: Reply) -> Response:
    path = Path(reply.file)
    file = path.open("rb")
    path.unlink()  # it stays readable until it is closed, however that comes about
    size = str(file.seek(0, 2))
    headers = {"Content-Type": reply.type, "Vary": "Accept", "Content-Length": size, **reply.headers}
    if request.method == "HEAD":
        file.close()
        return Response(status_code=reply.status, headers=headers)
    file.seek(0)
    return _FileResponse(file, reply.status, headers)


class _FileResponse(Response):
    """Sends an open file piece by piece as fast as the client takes it, and closes it when the client leaves."""

    def __init__(self, file: IO[bytes], status: int, headers: dict[str, str]) -> None:
        super().__init__(None, status, headers)
        self._file = file

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        left = asyncio.create_task(_left(Request(scope, receive)))
        try:
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            # To a client that has left, sending does not wait; so it is asked for.
            while not left.done() and (chunk := self._file.read(_CHUNK)):
                await send({"type": "http.response.body", "body": chunk, "more_body": True})
                await asyncio.sleep(0)
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            left.cancel()
            self._file.close()
