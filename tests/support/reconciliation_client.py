"""The calls of a client of the reconciliation API."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from support.running_server import Answer, Server

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Client:
    """Calls a running server as OpenRefine does."""

    def __init__(self, server: Server) -> None:
        self.server = server

    def post(self, path: str = "", **fields: Any) -> Answer:
        """A form by POST, each field as JSON."""
        body = urlencode({name: json.dumps(value) for name, value in fields.items()})
        return self.server.send("POST", f"/reconcile{path}", FORM, body)

    def batch(self, **queries: Any) -> Any:
        """The results of a batch by its keys."""
        answer = self.post(queries=queries)
        assert answer.status == 200, answer.text
        return {key: value["result"] for key, value in answer.json.items()}

    def query(self, query: str | None = None, **fields: Any) -> list[dict[str, Any]]:
        """The candidates for one query."""
        named = {} if query is None else {"query": query}
        found: list[dict[str, Any]] = self.batch(q0={**named, **fields})["q0"]
        return found

    def get(self, path: str, **fields: str) -> Answer:
        """A call by GET."""
        return self.server.get(f"/reconcile{path}" + (f"?{urlencode(fields)}" if fields else ""))


def matches(candidates: list[dict[str, Any]]) -> list[str]:
    """The ids of the candidates that are called a match."""
    return [candidate["id"] for candidate in candidates if candidate["match"]]


def ids(candidates: list[dict[str, Any]]) -> list[str]:
    return [candidate["id"] for candidate in candidates]
