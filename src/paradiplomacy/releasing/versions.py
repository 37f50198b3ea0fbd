"""The version of the project: its steps, and the files in which it is written with the day of its release."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from paradiplomacy.errors import DataError, UsageError, quoted
from paradiplomacy.rdf.read import read_text

Version = tuple[int, int, int]

CHANGELOG = "CHANGELOG.md"
# The files in which it stands; of the ontology, each header.
_FILES = ("pyproject.toml", "CITATION.cff", "src/paradiplomacy/version.py", "data/dataset.ttl", "ontology/*.ttl")
_VERSION = re.compile(
    r'(?m)((?:owl:versionIRI <[^>]*/|owl:versionInfo "|\bversion |^(?:__)?version(?:__)?(?:: | = "))"?)'
    r"([0-9]+\.[0-9]+\.[0-9]+)"
)
_DAY = r'(?m)((?:^date-released: |^    dcterms:(?:issued|modified) "))'
_CITED_YEAR = re.compile(r'(dcterms:bibliographicCitation "[^"]*\()[0-9]{4}(?=\))')
_HEADING = re.compile(r"(?m)^## \[(\d+\.\d+\.\d+)\] - (\d{4}-\d\d-\d\d)\n")
_UNRELEASED = "## [Unreleased]\n"


class Written(NamedTuple):
    """A place where a version stands: the file, from the root of the clone, the line and the ``version``."""

    file: str
    line: int
    version: str


def parse(text: str) -> Version:
    """The version that ``text`` is; raises UsageError.

    >>> parse("0.2.0")
    (0, 2, 0)
    """
    found = re.fullmatch(r"(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)", text)
    if not found:
        raise UsageError(f"{quoted(text)} is not a version; write three numbers, such as 0.2.0.")
    major, minor, patch = map(int, found.groups())
    return major, minor, patch


def text_of(version: Version) -> str:
    """The version as it is written."""
    return ".".join(map(str, version))


def following(last: Version) -> dict[str, Version]:
    """The version after ``last`` by each step.

    >>> following((0, 1, 2))
    {'patch': (0, 1, 3), 'minor': (0, 2, 0), 'major': (1, 0, 0)}
    """
    major, minor, patch = last
    return {"patch": (major, minor, patch + 1), "minor": (major, minor + 1, 0), "major": (major + 1, 0, 0)}


def written(root: Path) -> list[Written]:
    """Every place in the clone ``root`` where the version stands; a file that lacks it has a place with none."""
    places = []
    for file in _files(root):
        text = read_text(root / file)
        found = [Written(file, text.count("\n", 0, it.start(2)) + 1, it[2]) for it in _VERSION.finditer(text)]
        places += found or [Written(file, 1, "")]
    return places


def disagreements(root: Path, version: str) -> Iterator[str]:
    """A sentence for each place in the clone ``root`` where another version than ``version`` stands, or none."""
    for place in written(root):
        if place.version != version:
            told = f"the version is {place.version}" if place.version else "no version is written here"
            yield f"{place.file}, line {place.line}: {told}, and the last release is {version}; correct it."
    newest = _HEADING.search(read_text(root / CHANGELOG))
    if newest is None or newest[1] != version:
        yield f"{CHANGELOG}: the newest release is {newest[1] if newest else 'missing'}, and not {version}; correct it."


def released(root: Path, version: str, day: str, differs: list[str]) -> dict[str, str]:
    """The new texts, by file, of all that changes when the clone ``root`` is released as ``version`` on ``day``.

    ``differs`` are the lines of Markdown that say what differs from the last release. Raises DataError when the
    changelog has nothing under Unreleased.
    """
    changelog = read_text(root / CHANGELOG)
    last = _HEADING.search(changelog)
    earlier = last[2] if last else ""
    texts = {CHANGELOG: _changelog(changelog, version, day, differs)}
    for file in _files(root):
        text = _VERSION.sub(rf"\g<1>{version}", read_text(root / file))
        text = re.sub(rf"{_DAY}{re.escape(earlier)}\b", rf"\g<1>{day}", text)
        texts[file] = _CITED_YEAR.sub(rf"\g<1>{day[:4]}", text)
    return texts


def _changelog(text: str, version: str, day: str, differs: list[str]) -> str:
    before, heading, after = text.partition(_UNRELEASED)
    told, _, _ = after.partition("\n## ")
    if not heading or not told.strip():
        raise DataError(f"{CHANGELOG}: nothing stands under Unreleased; say there what this release brings.")
    changed = "\n".join(differs)
    return f"{before}{heading}\n## [{version}] - {day}\n\n### What changed\n\n{changed}\n{after}"


def _files(root: Path) -> list[str]:
    found = [path.relative_to(root).as_posix() for pattern in _FILES for path in sorted(root.glob(pattern))]
    lacking = [name for name in _FILES if not list(root.glob(name))]
    if lacking:
        raise DataError(f"{lacking[0]} is missing; restore it from the project.")
    return found


def write(root: Path, texts: Mapping[str, str]) -> None:
    """Write each text into its file in the clone ``root``."""
    for name, text in texts.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
