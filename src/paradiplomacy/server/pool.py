"""The pool of worker processes: it hands out jobs, ends workers that take too long, and replaces them."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Coroutine
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from paradiplomacy.server.output import unfinished
from paradiplomacy.server.settings import PATIENCE, Settings
from paradiplomacy.server.wire import Job, Reply

# A worker that has not opened its store by then is given up.
_START_SECONDS = 60.0
# How long a job goes on whose client has left: to replace its worker costs more than to let a short job end.
_LAST_SECONDS = 0.3
# How long a process may take to end after it has closed its pipe.
_ENDING_SECONDS = 2.0

# ``python -m`` would look for every module in the current folder first, and find a user's json.py there.
_START = "import sys; sys.path.append(sys.argv.pop(1)); from {} import main; sys.exit(main(sys.argv[1:]))"

Result = TypeVar("Result")


def own_process(module: str, *words: object) -> list[str]:
    """The command that calls ``main`` of ``module`` in a new process of this Python with ``words`` as its arguments."""
    folder = Path(__file__).resolve().parents[2]
    return [sys.executable, "-P", "-c", _START.format(module), str(folder), *map(str, words)]


class WorkerError(Exception):
    """The process of a worker ended before it replied."""


class Worker:
    """One process that waits for a job or is busy with one."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.pid = process.pid
        self.retired = False
        self._is_ending = False

    @classmethod
    async def start(cls, database: Path, folder: Path, settings: Settings) -> Worker:
        """Start a process and wait until it has opened the store; raises WorkerError when it cannot."""
        numbers = (settings.timeout, settings.max_rows, settings.worker_memory)
        process = await asyncio.create_subprocess_exec(
            *own_process("paradiplomacy.server.worker", database, folder, *numbers),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        worker = cls(process)
        try:
            async with asyncio.timeout(_START_SECONDS):
                await worker.ask()
        except BaseException as error:
            await worker.kill()
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
            return Reply(**{**head, "body": await stdout.readexactly(head["body"])})
        except (asyncio.IncompleteReadError, OSError):
            self._is_ending = True
            raise WorkerError from None

    def yield_to_others(self) -> None:
        """Give this process a low priority for the rest of its life, so that younger queries pass it."""
        self.retired = True
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.pid, 10)

    async def kill(self) -> int:
        """End the process, wait until the system has taken back what it held, and return its exit status."""
        if self._is_ending:
            # A signal to a process that has just ended would hide its exit status from asyncio.
            with suppress(TimeoutError):
                async with asyncio.timeout(_ENDING_SECONDS):
                    return await self._process.wait()
        with suppress(ProcessLookupError):
            self._process.kill()
        return await self._process.wait()


class Pool:
    """Up to ``settings.workers`` processes on one database, each started when first needed."""

    def __init__(self, database: Path, folder: Path, settings: Settings) -> None:
        self._database, self._folder, self._settings = database, folder, settings
        self._free = asyncio.Semaphore(settings.workers)
        # The worker that was busy last gets the next job: its data are in the processor's caches.
        self._idle: asyncio.LifoQueue[Worker | WorkerError] = asyncio.LifoQueue()
        self._alive = 0
        self._tasks: set[asyncio.Task[object]] = set()

    async def start(self) -> None:
        """Start the first worker; raises WorkerError when it cannot work."""
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
        """Give up a submitted job: its worker is ended unless it replies at once."""
        task.add_done_callback(_discard)
        asyncio.get_running_loop().call_later(_LAST_SECONDS, task.cancel)

    async def _serve(self, job: Job) -> Reply:
        try:
            async with asyncio.timeout(self._settings.timeout):
                await self._free.acquire()
        except TimeoutError:
            return Reply.refusal(503, "All workers are busy; try again in a few seconds.", Retry_After="5")
        try:
            # If a process has to be started first, its start counts as time of the query.
            async with asyncio.timeout(self._settings.timeout) as limit:
                worker = await self._take()
            return await self._ask(worker, job, limit.when())
        except (WorkerError, TimeoutError):
            return Reply.refusal(503, "No worker could be started; try again in a few seconds.", Retry_After="5")
        finally:
            self._free.release()

    async def _take(self) -> Worker:
        while True:
            if self._idle.empty():
                self._start_another()
            worker = await self._idle.get()
            if self._idle.empty():
                self._start_another()  # so that the next job need not wait for one
            if isinstance(worker, WorkerError):
                raise worker
            if worker.is_alive:
                return worker
            await self._end(worker)

    async def _ask(self, worker: Worker, job: Job, end: float | None) -> Reply:
        # A worker that reads the names of a large graph keeps them; if it lost its priority, it would be replaced.
        wait = self._settings.timeout if job.kind == "reconcile" else PATIENCE
        aging = asyncio.get_running_loop().call_later(wait, worker.yield_to_others)
        try:
            async with asyncio.timeout_at(end):
                reply = await worker.ask(job.key)
        except TimeoutError:
            await self._end(worker)
            reason = f"it took longer than {self._settings.timeout:g} seconds; ask for less"
            return Reply.refusal(503, f"The query was stopped, because {reason}.")
        except WorkerError:
            if await self._end(worker) > 0:
                return Reply.refusal(500, "The server could not answer this; its log says why.")
            reason = "it needed more memory than a query may have, or is nested too deeply"
            return Reply.refusal(503, f"The query was stopped, because {reason}.")
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
        except WorkerError as gone:
            self._alive -= 1
            self._idle.put_nowait(gone)

    def _background(self, work: Coroutine[object, object, Result]) -> asyncio.Task[Result]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


def _discard(task: asyncio.Task[Reply]) -> None:
    """Remove the file of a reply that is not sent."""
    if not task.cancelled() and not task.exception() and task.result().file:
        Path(task.result().file).unlink(missing_ok=True)
