"""Which tests run each line of a folder of Python, found by running its tests once; a mutant is put to them first."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import pytest
from mutation.mutant import CACHE, content
from mutation.shadow import clone_of_this_process, status_of

#: What the tests run; also their names may change with it.
_RESTS_ON = ("src", "tests", "data", "ontology", "queries")
#: Seconds that the tests of a folder may take while they are watched.
_LONGEST = 600


class Watched:
    """A plugin of pytest under which coverage notes the tests of each line of a folder, those of fixtures included."""

    def __init__(self, folder: Path, written: Path) -> None:
        import coverage

        self._folder, self._written = folder, written
        self._coverage = coverage.Coverage(data_file=None, source=[str(folder)], config_file=False)
        self._coverage.start()

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Before each test."""
        self._coverage.switch_context(nodeid)

    def pytest_sessionfinish(self) -> None:
        """After all tests: file below the folder → line → tests."""
        self._coverage.stop()
        data = self._coverage.get_data()
        found = {
            Path(file).relative_to(self._folder).as_posix(): data.contexts_by_lineno(file)
            for file in data.measured_files()
        }
        self._written.write_text(json.dumps(found), encoding="utf-8")


class First:
    """A plugin of pytest that leaves out the files of none of the ``tests``, and puts these before the others."""

    def __init__(self, tests: Iterable[str]) -> None:
        self._tests = set(tests)
        self._files = {test.partition("::")[0] for test in self._tests}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Called when all are collected."""
        items[:] = [item for item in items if item.nodeid.partition("::")[0] in self._files]
        items.sort(key=lambda item: item.nodeid not in self._tests)


def watch(folder: str, options: Sequence[str]) -> None:
    """Run the tests that the words ``options`` of pytest choose, and keep which of them run which line of ``folder``.

    The folder is one of the package. They are run once for each state of the clone.
    """
    kept = _kept(folder)
    if kept.exists():
        return
    for old in CACHE.glob(f"reached-{folder}-*"):
        old.unlink()
    place = clone_of_this_process() / "src" / "paradiplomacy" / folder
    status = status_of(options, lambda: [Watched(place, kept)], _LONGEST)
    assert status == 0, f"the tests of {folder} fail before anything is changed"


def tests_at(file: str, lines: Iterable[int]) -> set[str]:
    """The tests that run one of the lines of a file of the package; none for what runs when modules are imported."""
    _, _, folder, inside = file.split("/", 3)
    found = _reached(folder).get(inside, {})
    return {test for line in lines for test in found.get(str(line), []) if test}


@cache
def _reached(folder: str) -> dict[str, dict[str, list[str]]]:
    lines: dict[str, dict[str, list[str]]] = json.loads(_kept(folder).read_text(encoding="utf-8"))
    return lines


def _kept(folder: str) -> Path:
    return CACHE / f"reached-{folder}-{content(_RESTS_ON)[:16]}.json"
