"""Replace a folder as a whole: either all of the new content is there, or the old one is as it was."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from paradiplomacy.errors import UnreadableInput, UsageError

SUMS = "SHA256SUMS"
_NEW, _OLD = "new", "old"


@contextlib.contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """An empty folder to fill; when the block ends without an error it takes the place of ``target``.

    It lies beside ``target``, so that the last step is a renaming, and a list of the SHA-256 sums of its files is
    added to it. Raises UsageError when ``target`` is a file, or a folder with files that were not made in this way;
    UnreadableInput when the folders cannot be written. Whatever is raised, ``target`` is left as it was.
    """
    target = target.resolve()
    try:
        _restore(target)
        _refuse_strangers(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=_prefix(target), dir=target.parent))
    except OSError as error:
        raise _unwritable(target, error) from None
    try:
        new = work / _NEW
        new.mkdir()
        yield new
        (new / SUMS).write_text(_sums(new), encoding="utf-8", newline="\n")
        _exchange(target, new, work / _OLD)
    except OSError as error:
        raise _unwritable(target, error) from None
    finally:
        # What was exchanged is safe by now; a leftover would be a nuisance, not an error.
        shutil.rmtree(work, ignore_errors=True)


def _exchange(target: Path, new: Path, old: Path) -> None:
    if not target.exists():
        new.rename(target)
        return
    try:
        target.rename(old)
        new.rename(target)
    except BaseException:  # also when the user stops the run just here
        if old.exists() and not target.exists():
            old.rename(target)
        raise


def _restore(target: Path) -> None:
    """Put back what a run that was killed between two renamings had moved aside."""
    if target.exists():
        return
    for old in sorted(target.parent.glob(f"{_prefix(target)}*/{_OLD}")):
        old.rename(target)
        shutil.rmtree(old.parent, ignore_errors=True)
        return


def _refuse_strangers(target: Path) -> None:
    """The exchange deletes what is in the old folder, so it must hold nothing but an earlier result."""
    if target.exists() and not target.is_dir():
        raise UsageError(f"{target} is a file; name a folder.")
    present = {path.relative_to(target).as_posix() for path in target.rglob("*") if not path.is_dir()}
    sums = target / SUMS
    listed = {line[66:] for line in sums.read_text(encoding="utf-8").splitlines()} if sums.is_file() else set()
    strangers = sorted(present - listed - {SUMS})
    if strangers:
        raise UsageError(
            f"{target} holds {strangers[0]}, which publish did not write and would delete; "
            "name an empty folder, or move the file away."
        )


def _sums(folder: Path) -> str:
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return "".join(f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in files)


def _prefix(target: Path) -> str:
    return f".{target.name}-"


def _unwritable(target: Path, error: OSError) -> UnreadableInput:
    reason = error.strerror or str(error)
    return UnreadableInput(f"{target} cannot be written ({reason}); it is as it was. Name another folder.")
