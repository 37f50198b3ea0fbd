"""How a client of each version of the API sends its calls."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from support.running_server import Answer, Server

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
JSON = {"Content-Type": "application/json"}


class Client:
    """Calls a running server as OpenRefine does (0.2), or as the draft of 1.0 has it."""

    def __init__(self, server: Server) -> None:
        self.server = server

    def post(self, path: str = "", **fields: Any) -> Answer:
        """A form by POST, each field as JSON."""
        body = urlencode({name: json.dumps(value) for name, value in fields.items()})
        return self.server.send("POST", f"/reconcile{path}", FORM, body)

    def batch(self, **queries: Any) -> Any:
        """The results of a batch of 0.2 by its keys."""
        answer = self.post(queries=queries)
        assert answer.status == 200, answer.text
        return {key: value["result"] for key, value in answer.json.items()}

    def query(self, query: str | None = None, **fields: Any) -> list[dict[str, Any]]:
        """The candidates for one query of 0.2."""
        named = {} if query is None else {"query": query}
        found: list[dict[str, Any]] = self.batch(q0={**named, **fields})["q0"]
        return found

    def draft(self, call: str, body: Any) -> Answer:
        """A call of 1.0 with a body."""
        text = body if isinstance(body, str | bytes) else json.dumps(body)
        return self.server.send("POST", f"/reconcile/1.0-draft/{call}", JSON, text)

    def get(self, path: str, **fields: str) -> Answer:
        """A call by GET."""
        return self.server.get(f"/reconcile{path}" + (f"?{urlencode(fields)}" if fields else ""))


def matches(candidates: list[dict[str, Any]]) -> list[str]:
    """The ids of the candidates that are called a match."""
    return [candidate["id"] for candidate in candidates if candidate["match"]]


def ids(candidates: list[dict[str, Any]]) -> list[str]:
    return [candidate["id"] for candidate in candidates]
