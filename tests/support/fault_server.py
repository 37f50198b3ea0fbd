"""A scripted server whose replies depend on the request, for everything that a server can do wrong."""

from __future__ import annotations

import time
import urllib.parse
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox
from support import scripted_server
from support.scripted_server import Asked, ScriptedServer

from paradiplomacy.sparql.answer import from_result

Request = Asked
JSON = {"Content-Type": scripted_server.JSON}


@dataclass
class Reply:
    """One answer: status, headers and body; ``delay`` seconds before it, ``cut`` bytes short of what it promises."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    cut: int = 0


class answering(ScriptedServer):  # noqa: N801 - it reads as a verb in a ``with``
    """A server that gives the answer of ``script`` to the nth request (from 0)."""

    def __init__(self, script: Callable[[int, Request], Reply]) -> None:
        super().__init__()
        self.script = script

    def reply(self, number: int, asked: Request) -> scripted_server.Reply:
        """What the script says, as the server sends it."""
        reply = self.script(number, asked)
        time.sleep(reply.delay)
        headers = {name: value.replace("{address}", self.url) for name, value in reply.headers.items()}
        sent = reply.body[: len(reply.body) - reply.cut]
        return scripted_server.Reply(reply.status, sent, "", headers, len(reply.body))


def good(store: ox.Store, request: Request) -> Reply:
    """The answer that a SPARQL endpoint with the graph ``store`` gives to ``request``."""
    query = urllib.parse.parse_qs(request.text.partition("?")[2] or request.text)["query"][0]
    return Reply(200, from_result(store.query(query)).to_json().encode(), JSON)
