"""A disk that fills up, or a kill, leaves nothing half-written under the names of the results."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

TIES = 12_000
# The command with a limit on the size of each file, which its processes share.
LIMITED = """
import resource, signal, sys
from paradiplomacy.commands.main import main
if __name__ == "__main__":
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
    sys.exit(main(sys.argv[2:]))
"""


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A world in which each party is tied to the next."""
    folder, first = tmp_path_factory.mktemp("tables"), 10**6
    names, links = folder / "names.tsv", folder / "relations.tsv"
    names.write_text("".join(f"Q{first + number}\tCity {number}\n" for number in range(TIES)))
    links.write_text("".join(f"Q{first + number}\tQ{first + number + 1}\n" for number in range(TIES - 1)))
    return [names, links]


def _command(tables: list[Path], folder: Path) -> list[str]:
    (folder / "w.nq").write_text("before\n")
    words = ["bulk", *tables, "--mapping", "twinning", "--processes", "2", "--output", folder / "w.nq"]
    return [str(word) for word in [*words, "--store", folder / "store"]]


# Met by the first files, a shard, a file of the store, and the merged file.
@pytest.mark.parametrize("limit", [50_000, 2_000_000, 8_000_000, 30_000_000])
def test_a_full_disk_leaves_what_was(tables: list[Path], tmp_path: Path, limit: int) -> None:
    program = tmp_path / "limited.py"
    program.write_text(LIMITED)
    command = [sys.executable, str(program), str(limit), *_command(tables, tmp_path)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=300, check=False)
    assert done.returncode == 2
    assert re.fullmatch(
        r"paradiplomacy: w\.nq: (File too large|disk I/O error|.* full); nothing was written\.\n", done.stderr
    )
    assert (tmp_path / "w.nq").read_text() == "before\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["limited.py", "w.nq"]


# The moment at which a shard is written, the store is filled, and the shards are merged.
@pytest.mark.parametrize("moment", [".bulk-*/run-*", ".bulk-*/store/*.sst", ".bulk-*/whole.nq"])
def test_a_kill_leaves_what_was(tables: list[Path], tmp_path: Path, moment: str) -> None:
    command = [sys.executable, "-m", "paradiplomacy", *_command(tables, tmp_path)]
    process = subprocess.Popen(command, start_new_session=True, stderr=subprocess.DEVNULL)
    while not list(tmp_path.glob(moment)) and process.poll() is None:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    assert (tmp_path / "w.nq").read_text() == "before\n"
    assert not (tmp_path / "store").exists()
    # What is left is hidden and in the way of nothing.
    assert all(path.name.startswith(".bulk-") for path in tmp_path.iterdir() if path.name != "w.nq")


def test_ctrl_c_ends_all_processes_without_a_traceback(tables: list[Path], tmp_path: Path) -> None:
    command = [sys.executable, "-m", "paradiplomacy", *_command(tables, tmp_path)]
    with subprocess.Popen(command, start_new_session=True, stderr=subprocess.PIPE, encoding="utf-8") as process:
        while not list(tmp_path.glob(".bulk-*/run-*")) and process.poll() is None:
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate()
    assert (process.returncode, said) == (130, "")
    assert [path.name for path in tmp_path.iterdir()] == ["w.nq"]
    assert (tmp_path / "w.nq").read_text() == "before\n"


def test_a_process_that_is_ended_is_told_in_a_sentence(tables: list[Path], tmp_path: Path) -> None:
    command = [sys.executable, "-m", "paradiplomacy", *_command(tables, tmp_path)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8") as process:
        while not list(tmp_path.glob(".bulk-*/run-*")) and process.poll() is None:
            time.sleep(0.01)
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        # The last one maps; the first looks after what the processes share.
        os.kill(int(children[-1]), signal.SIGKILL)
        _, said = process.communicate()
    assert process.returncode == 2
    assert said.endswith("perhaps for want of memory; use fewer --processes.\n") and said.count("\n") == 1
    assert (tmp_path / "w.nq").read_text() == "before\n"
