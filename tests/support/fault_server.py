"""A small HTTP server of the tests that answers by a script, for everything that a server can do wrong."""

from __future__ import annotations

import threading
import time
import urllib.parse
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pyoxigraph as ox

from paradiplomacy.sparql.answer import from_result

JSON = {"Content-Type": "application/sparql-results+json"}


@dataclass
class Reply:
    """One answer: status, headers and body; ``delay`` seconds before it, ``cut`` bytes short of what it promises."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    cut: int = 0


@dataclass
class Request:
    """One request as it came in: its headers, and what stands in its address or body."""

    agent: str
    text: str


class FaultServer:
    """``script`` gives the answer to the nth request (from 0); ``requests`` are those that came in."""

    def __init__(self, script: Callable[[int, Request], Reply]) -> None:
        self.script = script
        self.requests: list[Request] = []
        self.at_once = self.most_at_once = 0
        self.lock = threading.Lock()
        self.address = ""


def good(store: ox.Store, request: Request) -> Reply:
    """The answer that a SPARQL endpoint with the graph ``store`` gives to ``request``."""
    query = urllib.parse.parse_qs(request.text.partition("?")[2] or request.text)["query"][0]
    return Reply(200, from_result(store.query(query)).to_json().encode(), JSON)


@contextmanager
def answering(script: Callable[[int, Request], Reply]) -> Iterator[FaultServer]:
    """Run a server by ``script``; its ``address`` ends in /sparql."""
    server = FaultServer(script)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(self.path)

        def do_POST(self) -> None:
            self._answer(self.rfile.read(int(self.headers["Content-Length"])).decode())

        def _answer(self, text: str) -> None:
            with server.lock:
                number = len(server.requests)
                request = Request(self.headers.get("User-Agent", ""), text)
                server.requests.append(request)
                server.at_once += 1
                server.most_at_once = max(server.most_at_once, server.at_once)
            try:
                reply = server.script(number, request)
                time.sleep(reply.delay)
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value.replace("{address}", server.address))
                self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                self.wfile.write(reply.body[: len(reply.body) - reply.cut])
            except OSError:
                pass  # the client has gone
            finally:
                with server.lock:
                    server.at_once -= 1

        def log_message(self, format: str, *arguments: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        http.daemon_threads = True
        server.address = f"http://127.0.0.1:{http.server_address[1]}/sparql"
        thread = threading.Thread(target=http.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            http.shutdown()
            thread.join()
