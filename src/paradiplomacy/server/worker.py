"""A worker process: holds the store open for reading, takes one job after another, and may be killed at any time."""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from paradiplomacy.queries.stored import stored_queries
from paradiplomacy.server.jobs import WorkerContext, answer
from paradiplomacy.server.settings import time_limit
from paradiplomacy.server.wire import Job, Reply

# The server kills a worker at the timeout. If the server itself is gone by then, the system does it this much later.
_GRACE = 3.0
# A worker that has grown beyond this, in kilobytes, is replaced, so that the memory is given back.
_LARGE = 300_000


def main(arguments: list[str], answer: Callable[[Job, WorkerContext], Reply] = answer) -> int:
    """Work until the pipe is closed; ``pool`` gives the arguments, ``answer`` does the work."""
    database, file, timeout, max_rows, memory = arguments
    _prepare(int(memory) * 1_000_000)
    # Only replies go to the original standard output; anything that is printed goes to standard error.
    replies = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    queries = {query.name: query for query in stored_queries()}
    context = WorkerContext(ox.Store.read_only(database), queries, Path(file), int(max_rows), Path(database))
    _send(replies.fileno(), Reply(200, "text/plain"))
    with suppress(BrokenPipeError):
        for line in sys.stdin.buffer:
            # An alarm ends the process even while the engine computes.
            job = Job(*json.loads(line))
            signal.setitimer(signal.ITIMER_REAL, time_limit(job.kind, float(timeout)) + _GRACE)
            reply = answer(job, context)
            signal.setitimer(signal.ITIMER_REAL, 0)
            if resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > _LARGE:
                reply = replace(reply, retire=True)
            _send(replies.fileno(), reply)
    return 0


def _prepare(memory: int) -> None:
    # Ctrl-C reaches the whole group of processes; the server alone decides when to stop.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    limit = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))
    # A process that is out of memory ends at once and leaves no core dump.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _send(stream: int, reply: Reply) -> None:
    data = memoryview(reply.packed())
    while data:
        data = data[os.write(stream, data) :]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
