"""Start the Oxigraph server on a graph, as a SPARQL server that other people wrote."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PATIENCE = 30.0


def program() -> str:
    """The path of the program; it comes with the development tools of this project."""
    found = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    assert found, 'the program oxigraph is missing; run: pip install -e ".[dev]"'
    return found


@contextmanager
def serving(turtle: str, folder: Path) -> Iterator[str]:
    """Serve the graph ``turtle``, kept in ``folder``; gives the address of the endpoint."""
    source = folder / "graph.ttl"
    source.write_text(turtle, encoding="utf-8")
    store = folder / "store"
    subprocess.run(
        [program(), "load", "--location", str(store), "--file", str(source)], check=True, capture_output=True
    )
    for _ in range(5):  # another process may take the port between our look and the server's
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        command = [program(), "serve-read-only", "--location", str(store), "--bind", f"127.0.0.1:{port}"]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
            try:
                if _answers(server, port):
                    yield f"http://127.0.0.1:{port}/query"
                    return
            finally:
                server.terminate()
    raise AssertionError("the Oxigraph server did not start")


def _answers(server: subprocess.Popen[bytes], port: int) -> bool:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return True
    return False
