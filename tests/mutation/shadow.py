"""A copy of the clone in which one file is changed, and the tests that are run there by a fork of this process."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from support.query_engines import ROOT

_PARTS = (
    "src",
    "tests",
    "ontology",
    "data",
    "queries",
    "docs",
    "examples",
    "benchmarks",
    "LICENSES",
    "vendor",
    ".github",
)
#: The tests that take no time and need no program.
QUICK = ("-m", "not slow and not external")
#: Seconds after which tests that have noticed nothing are stopped.
_LONGEST = 45
#: Seconds after which a single test is taken to hang.
_ONE_LONGEST = 20


@cache
def _clone(process: int) -> Path:
    """Links in place of copies, so that it costs nothing."""
    folder = Path(tempfile.mkdtemp(prefix="mutants-"))
    for name in _PARTS:
        if (ROOT / name).exists():
            shutil.copytree(ROOT / name, folder / name, copy_function=os.link, ignore=_not_needed)
    for file in ROOT.iterdir():
        if file.is_file():
            os.link(file, folder / file.name)
    return folder


def clone_of_this_process() -> Path:
    """The copy in which this process tries its mutants."""
    return _clone(os.getpid())


def _not_needed(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if name in ("__pycache__", "node_modules")]


def noticed(file: str, text: str, options: Sequence[str], plugins: Sequence[object] = ()) -> bool:
    """Whether a test fails, or hangs, where ``file`` reads ``text``; before that they pass.

    The tests are those that the words ``options`` of pytest choose, and its ``plugins``.
    """
    target = clone_of_this_process() / file
    kept = ROOT / file
    target.unlink()
    target.write_text(text, encoding="utf-8")
    try:
        return status_of(options, lambda: plugins) not in (0, None)
    finally:
        target.unlink()
        os.link(kept, target)


def status_of(
    options: Sequence[str], plugins: Callable[[], Sequence[object]] = tuple, longest: float = _LONGEST
) -> int | None:
    """What pytest ends with in the copy; None where it takes longer than so many seconds.

    The plugins are made in the process of the tests.
    """
    clone = clone_of_this_process()
    child = os.fork()
    if child == 0:
        _run(clone, options, plugins)
    until = time.monotonic() + longest
    status = ended = 0
    while not ended and time.monotonic() < until:
        time.sleep(0.02)
        ended, status = os.waitpid(child, os.WNOHANG)
    # With it what the tests started, such as a store.
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    if not ended:
        os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) if ended else None


def _run(clone: Path, options: Sequence[str], plugins: Callable[[], Sequence[object]]) -> None:
    """Run pytest in this process and end it."""
    status = 1
    try:
        os.setpgid(0, 0)
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nothing, stream)
        for name in [name for name in sys.modules if name.split(".")[0] in ("paradiplomacy", "support", "mutation")]:
            del sys.modules[name]
        sys.path[:] = [str(clone / "src"), *(each for each in sys.path if not each.startswith(str(ROOT / "src")))]
        sys.path[:] = [each for each in sys.path if each != str(ROOT / "tests")]
        sys.dont_write_bytecode = True
        os.environ.update(PYTHONPATH=str(clone / "src"), PYTHONDONTWRITEBYTECODE="1")
        os.chdir(clone)
        import pytest

        # A test that takes so long waits for ever, which is noticed; tests that are many may take longer together.
        shared = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-o", f"faulthandler_timeout={_ONE_LONGEST}"]
        status = int(pytest.main([*shared, *options], plugins=plugins()))
    finally:
        os._exit(status)
