"""A server for the tests: started on a free port, asked over loopback, stopped by its process id."""

from __future__ import annotations

import http.client
import json
import os
import re
import selectors
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

_START_SECONDS = 120


@dataclass(frozen=True)
class Answer:
    """An HTTP answer; ``headers`` by their names in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]

    @property
    def rows(self) -> list[dict[str, str]]:
        """The rows of a result in JSON, each variable with its bare value."""
        return [{name: term["value"] for name, term in row.items()} for row in self.json["results"]["bindings"]]


class Server:
    """A running ``paradiplomacy serve WORD...``."""

    def __init__(self, *words: str | Path, cwd: str | None = None, **environment: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "paradiplomacy", "serve", "--port", "0", *map(str, words)],
            stdout=subprocess.PIPE,
            cwd=cwd,
            env={**os.environ, **environment},
        )
        self.pid = self._process.pid
        self.line = self._first_line()
        address = re.search(r"http://([\d.]+):(\d+)/", self.line)
        if not address:
            self.stop()
            raise AssertionError(f"the server did not start: {self.line!r}")
        self.host, self.port = address[1], int(address[2])
        self.base = f"http://{self.host}:{self.port}"

    def _first_line(self) -> str:
        stdout = self._process.stdout
        assert stdout is not None
        with selectors.DefaultSelector() as ready:
            ready.register(stdout, selectors.EVENT_READ)
            return stdout.readline().decode() if ready.select(_START_SECONDS) else ""

    def stop(self, number: int | None = signal.SIGTERM) -> int:
        """Stop the server as an administrator would, by a signal, and return its exit status."""
        if number is not None and self._process.poll() is None:
            self._process.send_signal(number)
        try:
            status = self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            status = self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()
        return status

    def send(
        self,
        method: str,
        target: str,
        headers: Mapping[str, str] | None = None,
        body: bytes | str | None = None,
        timeout: float = 60,
    ) -> Answer:
        """Send a request exactly as given and read the whole answer."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=timeout)
        try:
            data = body.encode() if isinstance(body, str) else body
            connection.request(method, target, data, dict(headers or {}))
            response = connection.getresponse()
            return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        finally:
            connection.close()

    def get(self, target: str, accept: str | None = None) -> Answer:
        return self.send("GET", target, {"Accept": accept} if accept else None)

    def query(self, text: str, accept: str = "application/sparql-results+json", **more: str) -> Answer:
        return self.get(f"/sparql?{urlencode({'query': text, **more})}", accept)

    def connect(self) -> socket.socket:
        """A bare connection, for what no client would send."""
        return socket.create_connection((self.host, self.port), timeout=60)

    def family(self) -> list[int]:
        """The server's process id and those of its workers."""
        found = [self.pid]
        for children in Path("/proc", str(self.pid), "task").glob("*/children"):
            try:
                found += [int(pid) for pid in children.read_text().split()]
            except OSError:  # the thread has ended
                continue
        return found

    def memory(self) -> int:
        """The resident memory of the server and its workers together, in kilobytes."""
        return sum(resident(pid) for pid in self.family())

    def ticks(self) -> int:
        """The processor time of the workers so far, in hundredths of a second."""
        return sum(max(0, _ticks(pid)) for pid in self.family()[1:])

    def busy(self) -> int:
        """How many of the workers are computing at this moment."""
        before = {pid: _ticks(pid) for pid in self.family()[1:]}
        time.sleep(0.5)
        # Computing takes more than a tenth of the half second, even on a machine that does much else.
        return sum(_ticks(pid) - ticks > 2 for pid, ticks in before.items() if ticks >= 0)


def resident(pid: int) -> int:
    """The resident memory of one process in kilobytes; 0 when it is gone."""
    try:
        status = Path("/proc", str(pid), "status").read_text()
    except OSError:
        return 0
    match = re.search(r"VmRSS:\s+(\d+)", status)
    return int(match[1]) if match else 0


def _ticks(pid: int) -> int:
    """The hundredths of a second of processor time that a process has used; -1 when it is gone."""
    try:
        fields = Path("/proc", str(pid), "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return -1
    return int(fields[11]) + int(fields[12])


def until(true: Any, seconds: float = 60, pause: float = 0.05) -> bool:
    """Whether ``true()`` comes true within so many seconds; it is asked every ``pause`` seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(pause)
    return bool(true())
