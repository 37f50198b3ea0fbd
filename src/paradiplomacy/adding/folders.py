"""Replace the folders of several sources together: all of them are new, or all are as they were, also after a kill."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TextIO

from paradiplomacy.errors import UnreadableInput, UsageError

# Beside data/ and not in it, so that no half-written Turtle is ever read as data.
_WORK = ".adding"
_READY = "ready.json"


@contextlib.contextmanager
def locked(root: Path) -> Iterator[None]:
    """Hold the project at ``root`` for one run of ``add``, after finishing what a killed run had decided.

    Raises UsageError while another run holds it, UnreadableInput where the folder cannot be written.
    """
    work = root / _WORK
    with _lock(root):
        try:
            _finish(root)
            yield
        finally:
            if not (work / _READY).exists():  # else the next run goes on with it
                shutil.rmtree(work, ignore_errors=True)


def _lock(root: Path) -> TextIO:
    """The open file that is held; it goes with its folder at the end of a run, so one that is gone is not held."""
    path = root / _WORK / "lock"
    while True:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            lock = path.open("w")
        except FileNotFoundError:  # another run has just ended
            continue
        except OSError as error:
            raise _unwritable(root, error) from None
        try:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ImportError:  # a system without it, where two runs at once are not told apart
            return lock
        except OSError:
            lock.close()
            raise UsageError(f"Another add is writing to {root}; wait until it has ended.") from None
        with contextlib.suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(lock.fileno()), path.stat()):
                return lock
        lock.close()


def replace(root: Path, folders: Mapping[str, Mapping[str, bytes]]) -> None:
    """Put files into the folders ``data/<name>`` of the project: name → path within it → content.

    What else lies in ``data/<name>`` stays, but for the made files (``raw/``, ``etc/``, ``<name>.ttl``), which are
    replaced as a whole. Only within ``locked``. Raises UnreadableInput where they cannot be written; all is then as it
    was, or the next run finishes, as the message says.
    """
    work = root / _WORK
    try:
        for name, files in folders.items():
            staged, old = work / "new" / name, root / "data" / name
            if old.exists():
                shutil.copytree(old, staged, ignore=shutil.ignore_patterns("raw", "etc", f"{name}.ttl"))
            for inner, content in files.items():
                target = staged / inner
                target.parent.mkdir(parents=True, exist_ok=True)
                with target.open("wb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
        (root / "data").mkdir(parents=True, exist_ok=True)
        part = work / "ready.part"
        part.write_text(json.dumps(sorted(folders)), encoding="utf-8")
    except OSError as error:
        shutil.rmtree(work / "new", ignore_errors=True)
        raise _unwritable(root, error) from None
    # From here on the new content is decided: a run that is killed is finished by the next one.
    part.replace(work / _READY)
    try:
        _finish(root)
    except OSError as error:
        told = error.strerror or error
        raise UnreadableInput(f"The folders of {root} cannot be moved ({told}); run it again to finish.") from None


def _finish(root: Path) -> None:
    work = root / _WORK
    ready = work / _READY
    if ready.exists():
        for name in json.loads(ready.read_text(encoding="utf-8")):
            staged, target, old = work / "new" / name, root / "data" / name, work / "old" / name
            if staged.exists():
                old.parent.mkdir(parents=True, exist_ok=True)
                if target.exists():
                    target.rename(old)
                staged.rename(target)
        ready.unlink()
    for leftover in ("new", "old"):
        shutil.rmtree(work / leftover, ignore_errors=True)


def _unwritable(root: Path, error: OSError) -> UnreadableInput:
    return UnreadableInput(f"{root} cannot be written ({error.strerror or error}); nothing was changed.")
