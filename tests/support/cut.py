"""A relay in front of a server that lets a number of bytes through and then breaks every connection."""

from __future__ import annotations

import contextlib
import socket
import threading
import urllib.parse
from collections.abc import Callable


class Relay:
    """Passes bytes between its own ``url`` and ``target`` until ``budget`` bytes have gone one way.

    ``direction`` says which bytes count: "up" (to the server) or "down" (from it). ``passed`` tells how many went.
    ``change`` is done to each piece of data on its way to the server.
    """

    def __init__(
        self, target: str, budget: int, direction: str = "up", change: Callable[[bytes], bytes] = lambda data: data
    ) -> None:
        parts = urllib.parse.urlsplit(target)
        assert parts.hostname and parts.port
        self._there = (parts.hostname, parts.port)
        self._budget, self._direction, self._change = budget, direction, change
        self.passed = 0
        self._open: list[socket.socket] = []
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def url(self, target: str) -> str:
        """The address ``target`` as it is reached through the relay."""
        return urllib.parse.urlunsplit(urllib.parse.urlsplit(target)._replace(netloc=f"127.0.0.1:{self._port}"))

    def close(self) -> None:
        """Break all connections and accept no more."""
        with self._lock:
            for each in (self._listener, *self._open):
                # Without this a thread that waits on the socket would keep it open.
                with contextlib.suppress(OSError):
                    each.shutdown(socket.SHUT_RDWR)
                each.close()
            self._open.clear()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
                far = socket.create_connection(self._there)
            except OSError:
                return
            with self._lock:
                self._open += [near, far]
            threading.Thread(target=self._pass, args=(near, far, "up"), daemon=True).start()
            threading.Thread(target=self._pass, args=(far, near, "down"), daemon=True).start()

    def _pass(self, source: socket.socket, sink: socket.socket, direction: str) -> None:
        try:
            while data := source.recv(4096):
                if direction == "up":
                    data = self._change(data)
                if direction == self._direction:
                    with self._lock:
                        data = data[: self._budget - self.passed]
                        self.passed += len(data)
                    sink.sendall(data)
                    if self.passed >= self._budget:
                        self.close()
                        return
                else:
                    sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            return
