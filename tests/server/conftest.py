"""Servers that several tests share."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the optional group serve is not installed")
pytest.importorskip("uvicorn", reason="the optional group serve is not installed")

from support.running_server import Server, until

GRAPHS = """\
@prefix ex: <http://example.org/> .
@prefix id: <https://w3id.org/paradiplomacy/id/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
ex:plain { ex:alda ex:says "plain" . }
ex:other { ex:brimo ex:says "other" . ex:brimo ex:knows ex:alda . }
{ ex:corva ex:says "default" .
  id:tricky rdfs:label "<script>alert(1)</script>"@en ;
    rdfs:seeAlso <javascript:alert(2)> , <http://example.org/a%22onmouseover=%22b> . }
"""


@pytest.fixture(scope="session")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An invented dataset with two named graphs, and little patience."""
    file = tmp_path_factory.mktemp("graphs") / "graphs.trig"
    file.write_text(GRAPHS, encoding="utf-8")
    running = Server("--data", file, "--timeout", "5", "--max-rows", "1000")
    yield running
    running.stop()


STRANGE = """\
PREFIX e: <http://example.org/> PREFIX id: <https://w3id.org/paradiplomacy/id/>
e:a e:b <<( e:s e:p e:o )>> . e:c e:d "x"@ar--rtl . id:new e:b <<( e:s e:p e:o )>> .
"""
NAMES = ("café", "m%C3%BCnchen", "한국/부산", "a/b//c", "it's(x)", "a%5Bb%5D", "q%22", "x.ttl", "a?b#c")


@pytest.fixture(scope="session")
def strange(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Things with unusual names, and terms of RDF 1.2."""
    file = tmp_path_factory.mktemp("strange") / "strange.ttl"
    base = "https://w3id.org/paradiplomacy/id/"
    lines = (f'<{base}all> e:names <{base}{name}> . <{base}{name}> e:p "{name}" .' for name in NAMES)
    file.write_text(STRANGE + "\n".join(lines), encoding="utf-8")
    running = Server("--data", file)
    yield running
    running.stop()


@pytest.fixture(scope="session")
def impatient_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A store of a thousand triples whose queries are stopped after two seconds, as are silent clients."""
    file = tmp_path_factory.mktemp("many") / "many.nt"
    lines = (f'<http://example.org/s{n}> <http://example.org/p{n % 7}> "value {n}" .\n' for n in range(1000))
    file.write_text("".join(lines), encoding="utf-8")
    words = ("--data", file, "--timeout", "2", "--client-timeout", "2", "--memory", "400", "--max-rows", "5000")
    running = Server(*words)
    yield running
    running.stop()


@pytest.fixture
def impatient(impatient_server: Server) -> Server:
    """The impatient server with a worker that is ready; its start may take longer than a query may."""

    def ready() -> bool:
        return impatient_server.query(f"ASK {{}} # {time.monotonic_ns()}").status == 200

    assert until(ready)
    return impatient_server


@pytest.fixture
def data_file(tmp_path: Path) -> Path:
    """A file with three triples."""
    file = tmp_path / "three.nt"
    lines = (f'<http://example.org/s{n}> <http://example.org/p> "{n}" .\n' for n in range(3))
    file.write_text("".join(lines), encoding="utf-8")
    return file
