"""A worker process that answers calls of the tools; like a query of ``serve``, a call may be stopped at any time."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

from paradiplomacy.agents.ask import compare, sparql, stored_query
from paradiplomacy.agents.find import describe, find
from paradiplomacy.agents.passages import evidence
from paradiplomacy.agents.told import Told, completed
from paradiplomacy.agents.verify import verify
from paradiplomacy.errors import ParadiplomacyError
from paradiplomacy.server.jobs import WorkerContext
from paradiplomacy.server.wire import Job, Reply
from paradiplomacy.server.worker import main

_OF_STORE: dict[str, Callable[..., Told]] = {
    "find": find,
    "describe": describe,
    "evidence": evidence,
    "verify": verify,
    "compare": compare,
}


def answer(job: Job, context: WorkerContext) -> Reply:
    """The reply to a call: the kind of the job is the name of the tool, its details are the arguments."""
    lang = job.details["lang"]
    arguments = {name: value for name, value in job.details.items() if name != "lang"}
    try:
        told = completed(context.store, _told(job.kind, context, lang, arguments), lang)
    except ParadiplomacyError as error:
        return Reply.refusal(400, str(error))
    except MemoryError:
        return Reply.refusal(503, "The answer needs more memory than one call may have; ask for less.")
    return Reply(200, "application/json", json.dumps(told).encode())


def _told(tool: str, context: WorkerContext, lang: str, arguments: dict[str, Any]) -> Told:
    if tool == "sparql":
        return sparql(context, lang, **arguments)
    if tool == "stored_query":
        return stored_query(context.store, lang, context.max_rows, **arguments)
    return _OF_STORE[tool](context.store, lang, **arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], answer))
