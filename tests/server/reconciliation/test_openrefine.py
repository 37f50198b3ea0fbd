"""OpenRefine itself, where it is installed (Debian: openrefine), matches a table to the graph over our server."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.running_server import Server

pytestmark = [
    pytest.mark.external,
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("openrefine"), reason="openrefine is not installed"),
]
TABLE = (
    "city,state\nBusan Metropolitan City,South Korea\nKota Medan,Indonesia\nSurabaya,\nMedan,South Korea\nAtlantis,\n"
)
ROWS = json.dumps({"facets": [], "mode": "row-based"})


class OpenRefine:
    """A running OpenRefine, asked as its own pages ask it."""

    def __init__(self, port: int) -> None:
        self._base = f"http://127.0.0.1:{port}/command/core/"

    def get(self, command: str, **query: str) -> Any:
        with urllib.request.urlopen(f"{self._base}{command}?{urllib.parse.urlencode(query)}", timeout=30) as reply:
            return json.load(reply)

    def post(self, command: str, project: str, **form: str) -> Any:
        with self._sent(command, urllib.parse.urlencode(form).encode(), {}, project=project) as reply:
            return json.load(reply)

    def create(self, table: str) -> str:
        """The id of a new project with the rows of ``table``."""
        body = (
            f'--x\r\nContent-Disposition: form-data; name="project-file"; filename="a.csv"\r\n\r\n{table}\r\n--x--\r\n'
        )
        options = json.dumps({"separator": ",", "headerLines": 1})
        kind = {"Content-Type": "multipart/form-data; boundary=x"}
        with self._sent(
            "create-project-from-upload", body.encode(), kind, format="text/line-based/*sv", options=options
        ) as reply:
            return str(reply.url).rpartition("=")[2]

    def _sent(self, command: str, body: bytes, headers: dict[str, str], **query: str) -> Any:
        words = urllib.parse.urlencode({**query, "csrf_token": self.get("get-csrf-token")["token"]})
        request = urllib.request.Request(f"{self._base}{command}?{words}", body, headers)
        return urllib.request.urlopen(request, timeout=30)


@pytest.fixture(scope="module")
def refine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenRefine]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("refine")
    words = [
        "openrefine",
        "-i",
        "127.0.0.1",
        "-p",
        str(port),
        "-d",
        str(folder),
        "-x",
        "refine.headless=true",
        "-m",
        "512M",
    ]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(words, stdout=log, stderr=log, start_new_session=True, env=_quiet(folder))
    try:
        yield _ready(OpenRefine(port), process, folder / "log")
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _quiet(folder: Path) -> dict[str, str]:
    return {**os.environ, "HOME": str(folder)}


def _ready(refine: OpenRefine, process: subprocess.Popen[bytes], log: Path) -> OpenRefine:
    for _ in range(240):
        try:
            refine.get("get-version")
            return refine
        except OSError:
            assert process.poll() is None, log.read_text(encoding="utf-8", errors="replace")[-2000:]
            time.sleep(0.25)
    raise AssertionError("OpenRefine does not answer within a minute")


def test_openrefine_matches_a_table_and_adds_a_column(refine: OpenRefine, server: Server) -> None:
    service = f"{server.base}/reconcile"
    with urllib.request.urlopen(service, timeout=30) as reply:
        manifest = json.load(reply)
    project = refine.create(TABLE)
    guessed = refine.post("guess-types-of-column", project, columnName="city", service=service)
    assert (guessed["code"], guessed["types"][0]["id"]) == ("ok", "City")

    chosen = {
        "mode": "standard-service",
        "service": service,
        "identifierSpace": manifest["identifierSpace"],
        "schemaSpace": manifest["schemaSpace"],
        "type": guessed["types"][0],
        "autoMatch": True,
        "columnDetails": [{"column": "state", "propertyName": "in state", "propertyID": "inState"}],
        "limit": 0,
    }
    refine.post("reconcile", project, columnName="city", config=json.dumps(chosen), engine=ROWS)
    for _ in range(240):
        if not refine.get("get-processes", project=project)["processes"]:
            break
        time.sleep(0.25)
    found = refine.post("get-rows", project, start="0", limit="10", engine=ROWS)
    outcomes = [found["pool"]["recons"][row["cells"][0]["r"]] for row in found["rows"]]
    assert [outcome.get("m", {}).get("id") for outcome in outcomes] == ["busan", "medan", "surabaya", None, None]
    assert outcomes[3]["c"][0]["id"] == "medan"  # of another state, so a person has to choose it

    wanted = json.dumps({"properties": [{"id": "inState"}]})
    added = refine.post("preview-extend-data", project, columnName="city", rowIndices="[0, 1]", extension=wanted)
    assert [row[-1]["name"] for row in added["rows"]] == ["South Korea", "Indonesia"]
