"""The pool of worker processes: hands out jobs, ends what takes too long, replaces what was ended."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Coroutine
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from paradiplomacy.server.child import command
from paradiplomacy.server.output import unfinished
from paradiplomacy.server.settings import PATIENCE, Settings
from paradiplomacy.server.wire import LENGTHS, Job, Reply, packed_job, reply_from

# A worker that has not opened its store by then never will.
_START_SECONDS = 60.0
# How long a job that nobody waits for any more may go on, because to replace its worker costs more than to let it end.
_LAST_SECONDS = 0.3
# How long a process that has closed its side may take to end.
_ENDING_SECONDS = 2.0

Result = TypeVar("Result")


class WorkerGone(Exception):  # noqa: N818 - it says what happened
    """The process ended before it replied."""


class Worker:
    """One process that is waiting for a job or busy with one."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.pid = process.pid
        self.retired = False
        self._is_ending = False

    @classmethod
    async def start(cls, database: Path, folder: Path, settings: Settings) -> Worker:
        """Start a process and wait until it has opened the store; raises WorkerGone when it cannot."""
        numbers = (settings.timeout, settings.max_rows, settings.worker_memory)
        process = await asyncio.create_subprocess_exec(
            *command("paradiplomacy.server.worker", database, folder, *numbers),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        worker = cls(process)
        try:
            async with asyncio.timeout(_START_SECONDS):
                await worker._reply()
        except TimeoutError:
            await worker.kill()
            raise WorkerGone from None
        except BaseException:
            await worker.kill()
            raise
        return worker

    @property
    def is_alive(self) -> bool:
        """Whether the process has not ended by itself, or been ended by the system."""
        return self._process.returncode is None

    async def ask(self, job: Job) -> Reply:
        """The reply to ``job``; raises WorkerGone when the process ends instead."""
        stdin = self._process.stdin
        assert stdin is not None
        try:
            stdin.write(packed_job(job))
            await stdin.drain()
        except OSError:
            self._is_ending = True
            raise WorkerGone from None
        return await self._reply()

    def yield_to_others(self) -> None:
        """Let the younger queries of other workers go first, for the rest of this process's life."""
        self.retired = True
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.pid, 10)

    async def kill(self) -> int:
        """End the process, wait until the system has taken back what it held, and return its exit status."""
        if self._is_ending:
            # To send a signal to a process that has just ended would hide from asyncio how it ended.
            with suppress(TimeoutError):
                async with asyncio.timeout(_ENDING_SECONDS):
                    return await self._process.wait()
        with suppress(ProcessLookupError):
            self._process.kill()
        return await self._process.wait()

    async def _reply(self) -> Reply:
        stdout = self._process.stdout
        assert stdout is not None
        try:
            head, body = LENGTHS.unpack(await stdout.readexactly(LENGTHS.size))
            return reply_from(await stdout.readexactly(head), await stdout.readexactly(body))
        except (asyncio.IncompleteReadError, OSError):
            self._is_ending = True
            raise WorkerGone from None


class Pool:
    """Up to ``settings.workers`` processes on one database, each started when first needed."""

    def __init__(self, database: Path, folder: Path, settings: Settings) -> None:
        self._database, self._folder, self._settings = database, folder, settings
        self._free = asyncio.Semaphore(settings.workers)
        # The worker that was last busy is the next to be busy: what it needs is in the processor's caches.
        self._idle: asyncio.LifoQueue[Worker | WorkerGone] = asyncio.LifoQueue()
        self._alive = 0
        self._tasks: set[asyncio.Task[object]] = set()

    async def start(self) -> None:
        """Start the first worker; raises WorkerGone when it cannot work."""
        self._alive += 1
        self._idle.put_nowait(await Worker.start(self._database, self._folder, self._settings))

    async def stop(self) -> None:
        """End all workers."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        while not self._idle.empty():
            if isinstance(worker := self._idle.get_nowait(), Worker):
                await worker.kill()

    def submit(self, job: Job) -> asyncio.Task[Reply]:
        """The reply to ``job``; a refusal with 503 when it takes too long, breaks its worker, or finds none free."""
        return self._background(self._serve(job))

    def abandon(self, task: asyncio.Task[Reply]) -> None:
        """Nobody waits for what was submitted any more: its worker is ended unless it replies at once."""
        task.add_done_callback(_discard)
        asyncio.get_running_loop().call_later(_LAST_SECONDS, task.cancel)

    async def _serve(self, job: Job) -> Reply:
        try:
            async with asyncio.timeout(self._settings.timeout):
                await self._free.acquire()
        except TimeoutError:
            return Reply.refusal(503, "All workers are busy; try again in a few seconds.", Retry_After="5")
        try:
            # Should a process have to be started first, its start counts as time of the query.
            async with asyncio.timeout(self._settings.timeout) as limit:
                worker = await self._take()
            return await self._ask(worker, job, limit.when())
        except (WorkerGone, TimeoutError):
            return Reply.refusal(503, "No worker could be started; try again in a few seconds.", Retry_After="5")
        finally:
            self._free.release()

    async def _take(self) -> Worker:
        while True:
            if self._idle.empty():
                self._start_another()
            worker = await self._idle.get()
            if self._idle.empty():
                self._start_another()  # so that whoever comes next need not wait for one
            if isinstance(worker, WorkerGone):
                raise worker
            if worker.is_alive:
                return worker
            await self._end(worker)

    async def _ask(self, worker: Worker, job: Job, end: float | None) -> Reply:
        # A worker that reads the names of a large graph for the first time keeps them; to replace it would lose them.
        wait = self._settings.timeout if job.kind == "reconcile" else PATIENCE
        aging = asyncio.get_running_loop().call_later(wait, worker.yield_to_others)
        try:
            async with asyncio.timeout_at(end):
                reply = await worker.ask(job)
        except TimeoutError:
            await self._end(worker)
            seconds = f"{self._settings.timeout:g} seconds"
            return Reply.refusal(503, f"The query was stopped, because it took longer than {seconds}; ask for less.")
        except WorkerGone:
            if await self._end(worker) > 0:
                return Reply.refusal(500, "The server could not answer this; its log says why.")
            return Reply.refusal(
                503,
                "The query was stopped, because it needed more memory than a query may have, or is nested too deeply.",
            )
        except BaseException:
            await self._end(worker)
            raise
        finally:
            aging.cancel()
        if worker.retired or reply.retire:
            self._background(self._end(worker))
        else:
            self._idle.put_nowait(worker)
        return reply

    async def _end(self, worker: Worker) -> int:
        self._alive -= 1
        status = await worker.kill()
        unfinished(self._folder, worker.pid).unlink(missing_ok=True)
        return status

    def _start_another(self) -> None:
        if self._alive < self._settings.workers:
            self._alive += 1
            self._background(self._start())

    async def _start(self) -> None:
        try:
            self._idle.put_nowait(await Worker.start(self._database, self._folder, self._settings))
        except WorkerGone as gone:
            self._alive -= 1
            self._idle.put_nowait(gone)

    def _background(self, work: Coroutine[object, object, Result]) -> asyncio.Task[Result]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


def _discard(task: asyncio.Task[Reply]) -> None:
    """Remove the file of a reply that nobody takes."""
    if not task.cancelled() and not task.exception() and task.result().file:
        Path(task.result().file).unlink(missing_ok=True)
