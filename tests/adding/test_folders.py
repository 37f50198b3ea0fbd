"""Several folders are replaced together or not at all."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from paradiplomacy.adding.folders import locked, replace
from paradiplomacy.errors import UnreadableInput, UsageError

OLD = {name: {f"{name}.ttl": b"old", "raw/sources.csv": b"old", "etc/ids.csv": b"old"} for name in ("one", "two")}
NEW = {name: {f"{name}.ttl": b"new", "raw/sources.csv": b"new"} for name in ("one", "two")}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    with locked(tmp_path):
        replace(tmp_path, OLD)
    (tmp_path / "data/one/waivers.csv").write_text("mine")
    return tmp_path


def content(root: Path) -> set[bytes]:
    return {path.read_bytes() for path in root.glob("data/*/*.ttl")}


def test_made_files_are_replaced_and_others_stay(root: Path) -> None:
    with locked(root):
        replace(root, NEW)
    assert content(root) == {b"new"}
    found = sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
    assert found == [
        "data/one/one.ttl",
        "data/one/raw/sources.csv",
        "data/one/waivers.csv",
        "data/two/raw/sources.csv",
        "data/two/two.ttl",
    ]


def test_a_second_run_at_once_is_refused(root: Path) -> None:
    with locked(root), pytest.raises(UsageError, match="Another add is writing"), locked(root):
        pass
    with locked(root):
        pass


def test_a_full_disk_changes_nothing(root: Path) -> None:
    big = {"one": NEW["one"], "two": {"two.ttl": b"x" * 100_000}}
    before, handler = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        with pytest.raises(UnreadableInput, match="nothing was changed"), locked(root):
            resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, before[1]))
            replace(root, big)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert content(root) == {b"old"}
    assert not (root / ".adding").exists()


# A process that dies at the Nth move or removal of a file.
_DIES = """
import os, sys
from pathlib import Path
from paradiplomacy.adding.folders import locked, replace
left = [int(sys.argv[2])]
def fall(*found):
    if found[0] in ("os.rename", "os.remove"):
        left[0] -= 1
        if not left[0]:
            os._exit(9)
sys.addaudithook(lambda event, found: fall(event))
root = Path(sys.argv[1])
with locked(root):
    replace(root, {n: {f"{n}.ttl": b"new", "raw/sources.csv": b"new"} for n in ("one", "two")})
"""


@pytest.mark.parametrize("step", range(1, 9))
def test_a_kill_leaves_all_old_or_all_new(step: int, root: Path) -> None:
    ended = subprocess.run([sys.executable, "-c", _DIES, str(root), str(step)], check=False)
    assert ended.returncode in (0, 9)
    with locked(root):
        found = content(root)
    assert found in ({b"old"}, {b"new"}) and len(list(root.glob("data/*/*.ttl"))) == 2
    assert (step == 1) == (found == {b"old"})
    assert not (root / ".adding").exists()
    assert (root / "data/one/waivers.csv").exists()


def test_a_move_that_breaks_off_is_finished_by_the_next_run(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moves = []

    def rename(self: Path, target: Path) -> Path:
        moves.append(self)
        if len(moves) == 2:
            raise OSError(5, "Input/output error")
        os.rename(self, target)  # noqa: PTH104 - the method is the one that is replaced
        return target

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", rename)
        with pytest.raises(UnreadableInput, match="run it again"), locked(root):
            replace(root, NEW)
    with locked(root):
        assert content(root) == {b"new"}


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(UnreadableInput, match="cannot be written"), locked(tmp_path / "file"):
        pass
    shutil.rmtree(tmp_path)
