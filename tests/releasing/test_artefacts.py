"""What is built is looked at file by file: whatever is missing, broken or of another graph is told."""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support.tiny_project import tiny_project

from paradiplomacy.releasing.artefacts import faults
from paradiplomacy.releasing.surface import surface_of

MORE = b"<urn:a> <urn:b> <urn:c> .\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with its release in ``dist``."""
    root = tiny_project(tmp_path_factory.mktemp("project") / "clone")
    command = [sys.executable, "-m", "paradiplomacy", "publish", str(root / "dist")]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONPATH": str(root / "src")}, cwd=root)
    return root


@pytest.fixture
def dist(project: Path, tmp_path: Path) -> Path:
    return shutil.copytree(project / "dist", tmp_path / "dist")


def listed(dist: Path) -> None:
    """Write the list of sums anew, as if the release had been made with these files."""
    files = sorted(path for path in dist.rglob("*") if path.is_file() and path != dist / "SHA256SUMS")
    lines = (
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(dist).as_posix()}\n" for path in files
    )
    (dist / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def told(project: Path, dist: Path) -> list[str]:
    return faults(dist, project, "0.1.0", surface_of(project))


def test_a_whole_release_has_no_fault(project: Path, dist: Path) -> None:
    assert told(project, dist) == []


def test_every_file_of_a_release_is_needed(project: Path, dist: Path) -> None:
    names = [path.relative_to(dist).as_posix() for path in dist.rglob("*") if path.is_file()]
    assert len(names) > 20
    for name in names:
        (dist / name).rename(dist / "aside")
        assert told(project, dist) == [f"{name} is missing from the release."]
        (dist / "aside").rename(dist / name)


def test_the_list_of_sums_is_that_of_the_files(project: Path, dist: Path) -> None:
    (dist / "digests.csv").write_text("y", encoding="utf-8")
    (dist / "stray.txt").write_text("x", encoding="utf-8")
    with (dist / "SHA256SUMS").open("a", encoding="utf-8") as file:
        file.write("0" * 64 + "  gone.txt\n")
    assert told(project, dist) == [
        "gone.txt is in SHA256SUMS but not in the release.",
        "digests.csv has another sum than SHA256SUMS says, or none there.",
        "stray.txt has another sum than SHA256SUMS says, or none there.",
    ]


def more(data: bytes) -> bytes:
    return data + MORE


def packed_more(data: bytes) -> bytes:
    return gzip.compress(gzip.decompress(data).replace(b"id/brimo", b"id/corva").replace(b"id/alda", b"id/corva"))


def half(data: bytes) -> bytes:
    return data[: len(data) // 2]


def nothing(data: bytes) -> bytes:
    return b"# nothing\n"


@pytest.mark.parametrize(
    ("name", "spoil", "expected"),
    [
        ("paradiplomacy.nq.gz", packed_more, "paradiplomacy.nq.gz lacks 2 triples of the graph and has 2"),
        ("paradiplomacy.nt.gz", packed_more, "paradiplomacy.nt.gz lacks 2 triples of the graph and has 2"),
        ("paradiplomacy.ttl", more, "paradiplomacy.ttl lacks 0 triples of the graph and has 1 that it has not."),
        ("paradiplomacy.jsonld.gz", packed_more, "paradiplomacy.jsonld.gz lacks 2 triples of the graph and has 2"),
        ("paradiplomacy.rdf", half, "paradiplomacy.rdf cannot be read back: "),
        ("paradiplomacy.jsonld.gz", half, "paradiplomacy.jsonld.gz cannot be read back: "),
        ("site/v/0.1.0/paradiplomacy.nq.gz", half, "site/v/0.1.0/paradiplomacy.nq.gz cannot be read back: "),
        ("site/ro-crate-metadata.json", half, "site/ro-crate-metadata.json cannot be read back: "),
        ("void.ttl", half, "void.ttl cannot be read back: "),
        ("ontology/shapes.ttl", nothing, "ontology/shapes.ttl holds no triple."),
        ("results/parties.csv", more, ""),
        ("results/parties.csv", lambda data: data.replace(b"party", b"who"), "results/parties.csv has no row, or not"),
        ("results/parties.csv", lambda data: data.splitlines()[0], "results/parties.csv has no row, or not the col"),
    ],
)
def test_what_is_there_is_read_back(
    project: Path, dist: Path, name: str, spoil: Callable[[bytes], bytes], expected: str
) -> None:
    (dist / name).write_bytes(spoil((dist / name).read_bytes()))
    listed(dist)
    found = told(project, dist)
    assert [sentence[: len(expected)] for sentence in found][:1] == ([expected] if expected else [])


def test_the_graph_says_its_version(project: Path, dist: Path) -> None:
    (dist / "site" / "v" / "0.1.0").rename(dist / "site" / "v" / "0.2.0")
    listed(dist)
    assert faults(dist, project, "0.2.0", surface_of(project)) == ["The graph does not say that its version is 0.2.0."]
