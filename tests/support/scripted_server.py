"""An HTTP server on loopback that answers what a test tells it to, and remembers what it was asked."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Self

JSON = "application/sparql-results+json"
ONE_ROW = b'{"head":{"vars":["n"]},"results":{"bindings":[{"n":{"type":"literal","value":"1"}}]}}'


@dataclass
class Asked:
    """One request that the server got."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def agent(self) -> str:
        """Who asks, by the header."""
        return self.headers.get("User-Agent", "")

    @property
    def text(self) -> str:
        """What stands in the address or the body."""
        return self.body.decode() or self.path


@dataclass
class Reply:
    """One answer: it may promise more bytes than it sends, or be written piece by piece by ``write``."""

    status: int = 200
    body: bytes = ONE_ROW
    type: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict)
    length: int | None = None
    write: Callable[[http.server.BaseHTTPRequestHandler], None] | None = None


class ScriptedServer:
    """Gives the replies in their order, the last one again and again. Use it in a ``with`` block."""

    def __init__(self, *replies: Reply) -> None:
        self.asked: list[Asked] = []
        self.most_at_once = self._at_once = 0
        self._replies = replies or (Reply(),)
        lock, outer = threading.Lock(), self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                asked = Asked(self.command, self.path, dict(self.headers), body)
                with lock:
                    number = len(outer.asked)
                    outer.asked.append(asked)
                    outer._at_once += 1
                    outer.most_at_once = max(outer.most_at_once, outer._at_once)
                try:
                    reply = outer.reply(number, asked)
                finally:
                    # Before the client has the last byte, after which it may ask again at once.
                    with lock:
                        outer._at_once -= 1
                with suppress(OSError):  # the client has gone
                    self.send(reply)

            def send(self, reply: Reply) -> None:
                self.close_connection = True
                if reply.write is not None:
                    reply.write(self)
                    return
                self.send_response(reply.status)
                if reply.type:
                    self.send_header("Content-Type", reply.type)
                self.send_header("Content-Length", str(len(reply.body) if reply.length is None else reply.length))
                self.send_header("Connection", "close")
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(reply.body)

            do_GET = do_POST = do_PUT = answer  # noqa: N815 - the library wants these names

            def log_message(self, format: str, *arguments: object) -> None:
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/sparql"

    def reply(self, number: int, asked: Asked) -> Reply:
        """The reply to the request of this number, from 0."""
        return self._replies[min(number, len(self._replies) - 1)]

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *reason: object) -> None:
        self._server.shutdown()
        self._server.server_close()
