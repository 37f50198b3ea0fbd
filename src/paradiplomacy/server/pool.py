"""The pool of worker processes: it hands out jobs, ends workers that take too long, and replaces them."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Coroutine
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import TypeVar

from paradiplomacy.server.settings import OWN_JOBS, PATIENCE, Settings, time_limit
from paradiplomacy.server.wire import Job, Reply

# A worker that has not opened its store by then is given up.
_START_SECONDS = 60.0
# How long a job goes on whose client has left: to replace its worker costs more than to let a short job end.
_LAST_SECONDS = 0.3
# How long a process may take to end after it has closed its pipe.
_ENDING_SECONDS = 2.0

Result = TypeVar("Result")


def own_process(module: str, *words: object) -> list[str]:
    """The command that runs ``module`` of the package in a new process of this Python, with ``words``."""
    # With -P, Python does not look for modules in the current folder, where a user's json.py may lie.
    return [sys.executable, "-P", "-m", f"paradiplomacy.{module}", *map(str, words)]


# A worker that reads the names of a large graph, or makes pages, keeps what it has read; without its priority it would
# be replaced.
_KEEPERS = OWN_JOBS | {"reconcile"}


class WorkerError(Exception):
    """The process of a worker ended before it replied."""


class Worker:
    """One process that waits for a job or is busy with one; it writes a large answer to ``file``."""

    def __init__(self, process: asyncio.subprocess.Process, file: Path) -> None:
        self._process, self._file = process, file
        self.retired = self._is_ending = False

    @classmethod
    async def start(cls, module: str, database: Path, file: Path, settings: Settings) -> Worker:
        """Start a process of ``module`` and wait until it has opened the store; raises WorkerError when it cannot."""
        numbers = (settings.timeout, settings.max_rows, settings.worker_memory)
        pipe = asyncio.subprocess.PIPE
        words = own_process(module, database, file, *numbers)
        worker = cls(await asyncio.create_subprocess_exec(*words, stdin=pipe, stdout=pipe), file)
        try:
            await asyncio.wait_for(worker.ask(), _START_SECONDS)
        except BaseException as error:
            await worker.end()
            if isinstance(error, TimeoutError):
                raise WorkerError from None
            raise
        return worker

    @property
    def is_alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.returncode is None

    async def ask(self, message: bytes = b"") -> Reply:
        """The reply to ``message``; without one, that of a process that has opened the store.

        Raises WorkerError when the process ends instead.
        """
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None and stdout is not None
        try:
            stdin.write(message)
            await stdin.drain()
            head = json.loads(await stdout.readuntil())
            head["body"] = await stdout.readexactly(head["body"])
        except (asyncio.IncompleteReadError, OSError):
            self._is_ending = True
            raise WorkerError from None
        # From here on the file has no name; it is gone with whatever holds the reply.
        head["file"] = self._file.open("rb") if head["file"] else None
        self._file.unlink(missing_ok=True)
        return Reply(**head)

    def yield_to_others(self) -> None:
        """Give this process a low priority for the rest of its life, so that younger queries pass it."""
        self.retired = True
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self._process.pid, 10)

    async def end(self) -> int:
        """End the process, wait until the system has taken back what it held, and return its exit status."""
        if self._is_ending:
            # A signal to a process that has just ended would hide its exit status from asyncio.
            with suppress(TimeoutError):
                await asyncio.wait_for(self._process.wait(), _ENDING_SECONDS)
        with suppress(ProcessLookupError):
            self._process.kill()
        status = await self._process.wait()
        self._file.unlink(missing_ok=True)
        return status


class Pool:
    """Up to ``settings.workers`` processes of ``module`` on one database, each started when first needed."""

    def __init__(self, database: Path, folder: Path, settings: Settings, module: str = "server.worker") -> None:
        self._database, self._settings, self._module = database, settings, module
        self._files = (folder / str(number) for number in count())
        self._free = asyncio.Semaphore(settings.workers)
        # The worker that was busy last gets the next job: its data are in the processor's caches.
        self._idle: asyncio.LifoQueue[Worker] = asyncio.LifoQueue()
        self._alive = 0
        self._tasks: set[asyncio.Task[object]] = set()
        self._ends: set[asyncio.Task[object]] = set()

    async def start(self) -> None:
        """Start the first worker; raises WorkerError when it cannot work."""
        await self._start_another()

    async def stop(self) -> None:
        """End all workers."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        while not self._idle.empty():
            self._end(self._idle.get_nowait())
        await asyncio.gather(*self._ends, return_exceptions=True)

    def submit(self, job: Job) -> asyncio.Task[Reply]:
        """The reply to ``job``; a refusal with 503 when it takes too long, breaks its worker, or finds none free."""
        return _kept(self._serve(job), self._tasks)

    def abandon(self, task: asyncio.Task[Reply]) -> None:
        """Give up a submitted job that is not done: its worker is ended unless it replies at once."""
        if not task.done():
            asyncio.get_running_loop().call_later(_LAST_SECONDS, task.cancel)

    async def _serve(self, job: Job) -> Reply:
        refusal, seconds = "All workers are busy", time_limit(job.kind, self._settings.timeout)
        try:
            async with asyncio.timeout(seconds):
                await self._free.acquire()
            try:
                refusal = "No worker could be started"
                # If a process has to be started first, its start counts as time of the query.
                async with asyncio.timeout(seconds) as limit:
                    worker = await self._take()
                return await self._ask(worker, job, limit.when())
            finally:
                self._free.release()
        except TimeoutError:
            return Reply.refusal(503, f"{refusal}; try again in a few seconds.", Retry_After="5")

    async def _take(self) -> Worker:
        while True:
            self._want_another()
            worker = await self._idle.get()
            self._want_another()  # so that the next job need not wait for one
            if worker.is_alive:
                return worker
            self._end(worker)

    async def _ask(self, worker: Worker, job: Job, end: float | None) -> Reply:
        limit = time_limit(job.kind, self._settings.timeout)
        wait = limit if job.kind in _KEEPERS else PATIENCE
        aging = asyncio.get_running_loop().call_later(wait, worker.yield_to_others)
        try:
            async with asyncio.timeout_at(end):
                reply = await worker.ask(job.key)
        except BaseException as error:
            status = await asyncio.shield(self._end(worker))
            if isinstance(error, TimeoutError):
                reason = f"it took longer than {limit:g} seconds; ask for less"
            elif not isinstance(error, WorkerError):
                raise
            elif status > 0:
                return Reply.refusal(500, "The server could not answer this; its log says why.")
            else:
                reason = "it needed more memory than a query may have, or is nested too deeply"
            return Reply.refusal(503, f"The query was stopped, because {reason}.")
        finally:
            aging.cancel()
        if worker.retired or reply.retire:
            self._end(worker)
        else:
            self._idle.put_nowait(worker)
        return reply

    def _want_another(self) -> None:
        if self._idle.empty() and self._alive < self._settings.workers:
            self._start_another()

    def _start_another(self) -> asyncio.Task[None]:
        self._alive += 1
        return _kept(self._start(), self._tasks)

    async def _start(self) -> None:
        try:
            self._idle.put_nowait(await Worker.start(self._module, self._database, next(self._files), self._settings))
        except BaseException:
            self._alive -= 1
            raise

    def _end(self, worker: Worker) -> asyncio.Task[int]:
        self._alive -= 1
        return _kept(worker.end(), self._ends)


def _kept(work: Coroutine[object, object, Result], tasks: set[asyncio.Task[object]]) -> asyncio.Task[Result]:
    """A task for ``work``, which stands in ``tasks`` until it is done; otherwise nothing would hold it."""
    task = asyncio.create_task(work)
    tasks.add(task)

    def forget(task: asyncio.Task[Result]) -> None:
        tasks.discard(task)
        if not task.cancelled():
            task.exception()  # looked at, so that asyncio does not complain where nobody waits for the task

    task.add_done_callback(forget)
    return task
