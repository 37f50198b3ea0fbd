"""Fixtures of the tests of linking: the invented part of Wikidata, in this process and over HTTP, and the command."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.fault_server import answering, good
from support.in_process import Run, run_command
from support.wikidata_world import world

from paradiplomacy.sparql.embedded import Embedded


@pytest.fixture(scope="session")
def endpoint() -> Embedded:
    """The invented part of Wikidata."""
    return world().endpoint()


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """The address of an HTTP server with the same."""
    store = world().store()
    with answering(lambda number, request: good(store, request)) as server:
        yield server.url


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which answers are kept, which each test has for itself; no contact is given."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("PARADIPLOMACY_CACHE", str(folder))
    monkeypatch.delenv("PARADIPLOMACY_CONTACT", raising=False)
    return folder


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run ``paradiplomacy WORD...`` in this process; gives status, stdout and stderr."""
    return lambda *words: run_command(capsys, *words)
