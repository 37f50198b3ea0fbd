"""The whole graph as files: each is written when it is first asked for, and kept."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from starlette.responses import FileResponse, Response

from paradiplomacy.server.child import command
from paradiplomacy.server.shell import respond
from paradiplomacy.server.store_folder import StoreFolder
from paradiplomacy.server.wire import Reply

#: The downloads: their names and their media types.
TYPES = {
    "paradiplomacy.ttl": "text/turtle; charset=utf-8",
    "paradiplomacy.nt": "application/n-triples",
    "paradiplomacy.nq": "application/n-quads",
    "paradiplomacy.jsonld": "application/ld+json",
}
# How long the first one to ask waits before being told to come again.
_WAIT = 20.0


class Downloads:
    """The dumps of one store."""

    def __init__(self, store: StoreFolder) -> None:
        self._store = store
        self._running: dict[str, asyncio.Task[int]] = {}
        # One at a time, because each takes a whole processor.
        self._turn = asyncio.Lock()

    async def get(self, name: str) -> Response:
        """The file called ``name``, or a refusal: 404 for an unknown name, 503 while the file is being written."""
        if name not in TYPES:
            return respond(Reply.refusal(404, f"There is no such download; there are {', '.join(TYPES)}."))
        target = self._store.downloads / name
        if not target.exists():
            task = self._running.get(name)
            if task is None:
                task = self._running[name] = asyncio.create_task(self._write(name))
            with suppress(TimeoutError):
                await asyncio.wait_for(asyncio.shield(task), _WAIT)
            if not task.done():
                return respond(Reply.refusal(503, "The file is being written; come again.", Retry_After="60"))
            self._running.pop(name, None)
            if not target.exists():
                return respond(Reply.refusal(500, "The file could not be written; the log of the server says why."))
        return FileResponse(target, media_type=TYPES[name], filename=name)

    async def stop(self) -> None:
        """Give up what is being written."""
        for task in self._running.values():
            task.cancel()
        await asyncio.gather(*self._running.values(), return_exceptions=True)

    async def _write(self, name: str) -> int:
        async with self._turn:
            words = command("paradiplomacy.server.dump", self._store.database, self._store.downloads / name)
            process = await asyncio.create_subprocess_exec(*words)
            try:
                return await process.wait()
            finally:
                if process.returncode is None:
                    process.kill()
                    await process.wait()
