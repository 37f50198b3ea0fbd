"""Compare the loading of N-Triples with Oxigraph alone, in one run: python benchmarks/load.py

Invented graphs like ours are loaded into memory (`paradiplomacy.load`) and into a store on disk (that of
`paradiplomacy serve --store`), each in turn with Oxigraph's own call, so that a busy moment hits both. Wall time,
processor time and peak memory are those of whole processes, of each side the least, as all that disturbs only adds.
The goal counts for wall time and memory at a million triples; the other sizes show how they grow. With --server, the
Oxigraph server (PyPI package oxigraph) is also loaded, by `paradiplomacy load` and by one bare PUT of the same file,
for which there is no goal: the command reads, stages, counts and exchanges. The exit status is 1 when the goal is
missed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from synthetic import lines

GOAL, GOAL_SIZE = 1.2, 1_000_000
SIZES = (10_000, 100_000, 1_000_000, 10_000_000)

ALONE_IN_MEMORY = """
import sys, pyoxigraph
pyoxigraph.Store().load(path=sys.argv[1], format=pyoxigraph.RdfFormat.N_TRIPLES)
"""
OURS_IN_MEMORY = """
import sys, paradiplomacy
paradiplomacy.load([sys.argv[1]])
"""
ALONE_ON_DISK = """
import sys, pyoxigraph
store = pyoxigraph.Store(sys.argv[2])
store.bulk_load(path=sys.argv[1], format=pyoxigraph.RdfFormat.N_TRIPLES)
store.flush()
"""
OURS_ON_DISK = """
import sys
from pathlib import Path
from paradiplomacy.server.store_folder import prepare
prepare(Path(sys.argv[2]), [Path(sys.argv[1])])
"""
OURS_ON_SERVER = """
import sys
from paradiplomacy.commands.main import main
sys.exit(main(["load", sys.argv[2], sys.argv[1], "--graph", "urn:benchmark", "--replace"]))
"""
BARE_PUT = """
import sys, urllib.request
with open(sys.argv[1], "rb") as file:
    request = urllib.request.Request(sys.argv[2] + "?graph=urn:benchmark", data=file, method="PUT")
    request.add_header("Content-Type", "application/n-triples")
    urllib.request.urlopen(request).read()
"""


class Cost(NamedTuple):
    """What a process cost."""

    seconds: float
    processor: float
    megabytes: float


def main() -> int:
    """Run the benchmarks and print them; gives the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, default=GOAL_SIZE, metavar="N", help="the largest size (default: 1000000)")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="rounds of each size (default: 5)")
    parser.add_argument("--server", action="store_true", help="load the Oxigraph server too")
    given = parser.parse_args()
    sizes = [size for size in SIZES if size <= given.most] or [given.most]
    missed = []
    with tempfile.TemporaryDirectory() as folder:
        print(f"{'':34}{'alone':>20}{'ours':>20}{'time':>8}{'processor':>11}{'memory':>8}")
        for size in sizes:
            file = Path(folder) / f"{size}.nt"
            with file.open("w", encoding="utf-8") as stream:
                stream.writelines(lines(size))
            rounds = given.rounds if size <= GOAL_SIZE else 1
            missed += [name for name, ratio in compare(file, size, rounds, Path(folder)) if not_met(size, ratio)]
            if given.server:
                through_server(file, size, Path(folder))
            file.unlink()
    outcome = f"MISSED into {', '.join(missed)}" if missed else "met" if GOAL_SIZE in sizes else "not measured"
    print(f"goal at {GOAL_SIZE:,} triples, time and memory: <= {GOAL}: {outcome}")
    return 1 if missed else 0


def not_met(size: int, ratio: Cost) -> bool:
    """Whether the ratio counts and is above the goal."""
    return size == GOAL_SIZE and max(ratio.seconds, ratio.megabytes) > GOAL


def compare(file: Path, size: int, rounds: int, folder: Path) -> Iterator[tuple[str, Cost]]:
    """Print and give the ratios of ours to Oxigraph alone, in memory and on disk."""
    for where, alone, ours in (
        ("memory", ALONE_IN_MEMORY, OURS_IN_MEMORY),
        ("disk", ALONE_ON_DISK, OURS_ON_DISK),
    ):
        costs: dict[str, list[Cost]] = {alone: [], ours: []}
        for _ in range(rounds):
            for code, found in costs.items():
                with tempfile.TemporaryDirectory(dir=folder) as place:
                    found.append(process(code, str(file), f"{place}/store"))
        yield where, shown(f"{size:>10,} triples into {where}", least(costs[alone]), least(costs[ours]))


def through_server(file: Path, size: int, folder: Path) -> None:
    """Print what the load of a server costs its client, and how long it takes."""
    with server(folder) as root:
        alone = process(BARE_PUT, str(file), f"{root}/store")
        ours = process(OURS_ON_SERVER, str(file), root)
        shown(f"{size:>10,} triples into a server", alone, ours)


def shown(name: str, alone: Cost, ours: Cost) -> Cost:
    """Print one line; gives the ratios."""
    ratio = Cost(*(mine / other for mine, other in zip(ours, alone, strict=True)))
    cells = "".join(f"{cost.seconds:9.2f} s{cost.megabytes:6.0f} MB" for cost in (alone, ours))
    print(f"{name:34}{cells}{ratio.seconds:8.2f}{ratio.processor:11.2f}{ratio.megabytes:8.2f}", flush=True)
    return ratio


def least(costs: list[Cost]) -> Cost:
    """The least time and the least peak."""
    return Cost(*(min(values) for values in zip(*costs, strict=True)))


def process(code: str, *words: str) -> Cost:
    """Run Python code in a process of its own; raises RuntimeError when it fails."""
    start = time.perf_counter()
    child = subprocess.Popen([sys.executable, "-c", code, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise RuntimeError(f"a measured process ended with status {child.returncode}")
    return Cost(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """The Oxigraph server with a new store on disk; gives its address."""
    binary = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
    if binary is None:
        raise SystemExit("--server needs the PyPI package oxigraph.")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    with tempfile.TemporaryDirectory(dir=folder) as place:
        words = [binary, "serve", "--bind", address, "--location", f"{place}/store"]
        running = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            for _ in range(200):
                try:
                    urllib.request.urlopen(f"http://{address}/").read()
                    break
                except OSError:
                    time.sleep(0.05)
            yield f"http://{address}"
        finally:
            running.terminate()
            running.wait()


if __name__ == "__main__":
    raise SystemExit(main())
