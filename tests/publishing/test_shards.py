"""The N-Quads in sorted parts, for loaders that read several files at once."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from paradiplomacy.commands.main import main
from paradiplomacy.publishing import publish as module
from paradiplomacy.publishing.publish import publish
from paradiplomacy.rdf import write as serialise
from paradiplomacy.rdf.read import load_store, read_text
from paradiplomacy.release import named_graphs


@pytest.fixture(scope="module")
def whole() -> str:
    return serialise.nquads({name: list(load_store(paths)) for name, paths in named_graphs().items()})


@pytest.mark.parametrize("number", [1, 2, 7, 64])
def test_the_parts_are_the_whole(whole: str, number: int) -> None:
    parts = serialise.shards(whole, number)
    assert len(parts) == number
    lines = [line for part in parts for line in part.splitlines()]
    assert sorted(lines) == whole.splitlines()
    for part in parts:
        assert part.splitlines() == sorted(part.splitlines())
    sizes = [part.count("\n") for part in parts]
    assert max(sizes[1:], default=0) < 2 * len(lines) / number + 50


def test_a_subject_stays_together_and_so_do_blank_nodes(whole: str) -> None:
    blank = [f"_:n{n} <urn:p> _:n{n + 1} .\n" for n in range(5)] + ["<urn:a> <urn:p> _:n0 .\n"]
    parts = serialise.shards("".join(sorted([*blank, *whole.splitlines(keepends=True)])), 9)
    homes: dict[str, set[int]] = {}
    for number, part in enumerate(parts):
        for quad in ox.parse(part, format=ox.RdfFormat.N_QUADS):
            for node in (quad.subject, quad.object):
                if isinstance(node, ox.BlankNode) or (node == quad.subject and "_:" not in str(quad)):
                    homes.setdefault(str(node), set()).add(number)
    assert all(len(places) == 1 for places in homes.values())


def test_there_may_be_more_parts_than_subjects() -> None:
    assert serialise.shards("<urn:a> <urn:p> <urn:o> .\n", 3) == ["<urn:a> <urn:p> <urn:o> .\n", "", ""]
    assert serialise.shards("", 2) == ["", ""]


def test_publish_writes_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "validate", lambda *arguments: None)
    publish(tmp_path / "dist", shards=3)
    files = sorted((tmp_path / "dist" / "shards").iterdir())
    assert [file.name for file in files] == [f"paradiplomacy-000{n}-of-0003.nq" for n in (1, 2, 3)]
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    assert sorted(lines) == read_text(tmp_path / "dist" / "paradiplomacy.nq.gz").splitlines()


@pytest.mark.parametrize("number", ["-1", "1001"])
def test_a_senseless_number_is_refused(number: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["publish", str(tmp_path / "dist"), "--shards", number]) == 2
    assert "is not a number of files from 0 to 1000" in capsys.readouterr().err
