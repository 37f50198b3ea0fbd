"""Start real triple stores that other people wrote, on free ports of this machine, and stop them by process id."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import NoReturn

import pytest

from paradiplomacy.sparql.http_client import Client
from paradiplomacy.sparql.remote import Remote

_LONGEST_START = 60.0
_VIRTUOSO_SETTINGS = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = 20000
MaxDirtyBuffers = 12000
CheckpointInterval = 0
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 10
MaxClientConnections = 10
[SPARQL]
ResultSetMaxRows = 10000
MaxQueryExecutionTime = 280
"""


def missing(what: str) -> NoReturn:
    """Skip the test because ``what`` is not there; where the whole check has to run (CI=true), fail instead."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what}; .ci/run should have installed it")
    pytest.skip(what)


def program(name: str, package: str) -> str:
    """The path of a program, which the Debian package ``package`` holds."""
    found = shutil.which(name)
    if found is None:
        missing(f"{name} is not installed (Debian package {package})")
    return found


def free_port() -> int:
    """A port on which nothing listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Store:
    """A running server, and how our own class reaches it."""

    name: str
    query_url: str
    update_url: str
    graph_stores: tuple[str, ...]
    user: str | None = None
    password: str | None = None
    #: Whether it has a default graph of its own, into which triples can be put.
    has_default_graph = True

    _process: subprocess.Popen[bytes]

    def endpoint(self, *graphs: str) -> Remote:
        """The store, with ``graphs`` as the default graph of queries; it is given longer than Virtuoso gives itself."""
        client = Client(self.query_url, self.user, self.password, timeout=300.0)
        return Remote(self.query_url, self.update_url, graphs, client=client)

    def wait(self) -> None:
        """Return when the server answers."""
        end = time.monotonic() + _LONGEST_START
        while time.monotonic() < end:
            if self._process.poll() is not None:
                pytest.fail(f"{self.name} ended at once, with status {self._process.returncode}")
            try:
                with urllib.request.urlopen(self.query_url + "?query=ASK%7B%7D", timeout=5):
                    return
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.05)
        pytest.fail(f"{self.name} did not answer within {_LONGEST_START:g} s")

    def kill(self) -> None:
        """End the process as a failing machine would."""
        self._process.kill()
        self._process.wait()

    def ended(self) -> None:
        """Return when the process has ended, by whatever cause."""
        self._process.wait(timeout=30)

    def stop(self) -> None:
        """End the process that was started here, and no other."""
        self._process.terminate()
        try:
            self._process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


class Oxigraph(Store):
    """The server of the PyPI package ``oxigraph``: in memory, or with its database in ``folder`` if it is ``kept``."""

    name = "Oxigraph"

    def __init__(self, folder: Path, kept: bool = False) -> None:
        port = free_port()
        binary = Path(sys.executable).with_name("oxigraph")
        found = str(binary) if binary.exists() else shutil.which("oxigraph")
        if found is None:
            missing("oxigraph is not installed (PyPI package oxigraph)")
        root = f"http://127.0.0.1:{port}"
        self.query_url, self.update_url, self.graph_stores = f"{root}/query", f"{root}/update", (f"{root}/store",)
        with (folder / "oxigraph.log").open("wb") as log:
            words = [found, "serve", "--bind", f"127.0.0.1:{port}", *(["--location", "database"] if kept else [])]
            self._process = subprocess.Popen(words, stdout=log, stderr=log, cwd=folder)
        self.wait()


class Virtuoso(Store):
    """Virtuoso 7 with an empty database; who signs in as dba may update."""

    name = "Virtuoso"
    user = password = "dba"
    has_default_graph = False

    def __init__(self, folder: Path) -> None:
        binary = program("virtuoso-t", "virtuoso-opensource-7-bin")
        http, sql = free_port(), free_port()
        (folder / "virtuoso.ini").write_text(_VIRTUOSO_SETTINGS.format(http=http, sql=sql), encoding="ascii")
        root = f"http://127.0.0.1:{http}"
        self.query_url = self.update_url = f"{root}/sparql-auth"
        self.graph_stores = (f"{root}/sparql-graph-crud-auth",)
        # In the foreground it stays the process that was started, so it can be stopped by its id.
        self._process = subprocess.Popen(
            [binary, "+foreground", "+configfile", "virtuoso.ini"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
        )
        self.wait()
