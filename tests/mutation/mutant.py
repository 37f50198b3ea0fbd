"""A mutant: one change of one file, and what became of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from support.query_engines import ROOT

#: Where verdicts are kept, and what else need not be found out twice.
CACHE = ROOT / ".mutation"

#: Noticed by what the tests compare; not noticed; not a mutant, because nothing accepts it or it changes nothing.
Verdict = Literal["killed", "survived", "stillborn"]


@dataclass(frozen=True, order=True)
class Mutant:
    """One change: the file, from the root of the clone, what kind of change it is, and the change in words.

    ``number`` tells apart those of one file, in the order in which they are made.
    """

    file: str
    number: int
    kind: str
    change: str


@dataclass(frozen=True)
class Family:
    """Mutants of one sort of file.

    ``mutants`` lists them, ``judge`` says what becomes of one, ``rests_on`` what the verdicts depend on beside the
    mutated file itself: files and folders, from the root of the clone. ``goal`` is the share to be noticed, in percent,
    ``sample`` how many are tried of those that there are, all when it is 0, and ``longest`` the number of seconds after
    which a mutant that hangs counts as noticed; where none can hang, it is long. ``prepare`` is called before the
    first is judged, with each of ``parts``.
    """

    name: str
    mutants: Callable[[], list[Mutant]]
    judge: Callable[[Mutant], Verdict]
    rests_on: Sequence[str]
    goal: int
    sample: int = 0
    longest: int = 600
    prepare: Callable[[str], object] = str
    parts: Sequence[str] = ()


@cache
def content(places: tuple[str, ...]) -> str:
    """The digest of the files that matter in files and folders, given from the root of the clone."""
    digest = hashlib.sha256()
    for place in places:
        path = ROOT / place
        files: Iterable[Path] = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.is_file() and file.suffix in (".py", ".ttl", ".rq", ".ru", ".csv"):
                digest.update(file.read_bytes())
    return digest.hexdigest()
