"""Build a release twice, in two clones and with two hash seeds, and say whether the bytes are the same."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from paradiplomacy.errors import DataError
from paradiplomacy.releasing import git, versions

# What is built in a clone, each with its folder there: the release and the package.
RELEASE, WHEEL = "dist", "wheel"
# Paths of two lengths, and seeds that order a set of two words differently.
_CLONES = {"one": "1", "another-one": "2"}


def build_twice(root: Path, texts: Mapping[str, str], work: Path) -> list[Path]:
    """Build twice what the last commit of ``root`` gives with ``texts`` in it; returns the two clones, below ``work``.

    Raises DataError with the last words of a build that fails.
    """
    with ThreadPoolExecutor() as pool:
        return list(pool.map(lambda name: _built(root, texts, work / name, _CLONES[name]), _CLONES))


def _built(root: Path, texts: Mapping[str, str], clone: Path, seed: str) -> Path:
    git.run(root, "clone", "--quiet", "--no-hardlinks", str(root), str(clone))
    versions.write(clone, texts)
    for command in (
        ["paradiplomacy", "publish", str(clone / RELEASE)],
        ["hatchling", "build", "--target", "wheel", "--directory", str(clone / WHEEL)],
    ):
        python(clone, clone / "src", seed, *command)
    return clone


def python(folder: Path, path: Path, seed: str, *command: str) -> str:
    """Run ``python -m COMMAND`` in ``folder`` with the modules in ``path`` first; returns what it prints.

    Raises DataError with its last words when it fails.
    """
    settings = {"PYTHONPATH": str(path), "PYTHONHASHSEED": seed, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env={**os.environ, **settings},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        last = [line.strip() for line in (done.stdout + done.stderr).splitlines() if line.strip()][-3:]
        raise DataError(f"{' '.join(command[:2])} failed: {' / '.join(last) or 'it said nothing'}")
    return done.stdout


def differing(clones: list[Path]) -> list[str]:
    """The names of the files that two builds do not have in the same bytes, or only one of them has."""
    one, other = (dict(_files(clone)) for clone in clones)
    return sorted(
        name
        for name in one.keys() | other.keys()
        if name not in one or name not in other or one[name].read_bytes() != other[name].read_bytes()
    )


def _files(clone: Path) -> Iterator[tuple[str, Path]]:
    for folder in (RELEASE, WHEEL):
        yield from (
            (path.relative_to(clone).as_posix(), path) for path in (clone / folder).rglob("*") if path.is_file()
        )


def wheel_faults(clone: Path, version: str) -> list[str]:
    """What is wrong with the package built in ``clone``: it is there, and unpacked it answers with that version."""
    wheels = list((clone / WHEEL).glob("*.whl"))
    if len(wheels) != 1 or f"-{version}-" not in wheels[0].name:
        return [f"The package of version {version} is missing: {[path.name for path in wheels]}."]
    unpacked = clone / WHEEL / "unpacked"
    with zipfile.ZipFile(wheels[0]) as archive:
        archive.extractall(unpacked)
    said = python(unpacked, unpacked, "0", "paradiplomacy", "cite")
    return [] if version in said else [f"The package cites another version than {version}: {said.strip()}"]
