"""Measure validation on invented graphs: python benchmarks/validation.py

Both engines validate the same file in processes of their own and must find the faults that were put in, and nothing
else. The exit status is 1 when a goal is missed.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from run import Goal, at_least, at_most, told
from synthetic import expected, lines

MEMORY = 1_500  # MB for a million triples

# What each process does with the file; it prints one JSON object. Memory is that of Linux, in MB.
CODE = """
import json, resource, sys, time
from paradiplomacy.sparql.embedded import Embedded
from paradiplomacy.validation.endpoint import validate_endpoint
from paradiplomacy.validation.validate import validate
file, engine = sys.argv[1:]
if engine == "endpoint":
    # The graph and the release, as a store would hold them; what it takes by itself is not counted.
    from paradiplomacy.release import graph_files
    store = Embedded()
    store.store.load(path=file)
    for path in graph_files():
        store.store.load(path=str(path))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    report = validate_endpoint(store)
else:
    before = 0
    report = validate([file], engine=engine)
peak = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
print(json.dumps({"found": sorted(f.shape for f in report.findings), "seconds": report.seconds, "peak": peak,
                  "all": time.process_time()}))
"""


def main() -> int:
    """Run the benchmark and print it; gives the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--triples", type=int, default=100_000, metavar="N", help="size beside pySHACL; 0 for none")
    parser.add_argument("--large", type=int, default=1_000_000, metavar="N", help="size without pySHACL; 0 for none")
    parser.add_argument("--faults", type=int, default=70, metavar="N", help="how many to put in (default: 70)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        goals = compared(given.triples, given.faults, Path(folder)) if given.triples else []
        if given.large:
            goals += alone(given.large, given.faults, Path(folder))
    return told(goals)


def compared(triples: int, faults: int, folder: Path) -> list[Goal]:
    """Both engines on one graph."""
    path = graph(triples, faults, folder)
    runs = {engine: run(path, engine) for engine in ("shacl", "pyshacl")}
    ratio = runs["pyshacl"]["seconds"]["shapes"] / runs["shacl"]["seconds"]["shapes"]
    right = all(each["found"] == sorted(expected(faults)) for each in runs.values())
    return [
        at_least(f"pySHACL / shacl at {triples} triples, shapes only", ratio, 10),
        at_least("the faults and nothing else, in both (1: yes)", float(right), 1),
    ]


def alone(triples: int, faults: int, folder: Path) -> list[Goal]:
    """The engine on a graph that is too large for pySHACL, from a file and from an endpoint."""
    path = graph(triples, faults, folder)
    runs = [run(path, way) for way in ("shacl", "endpoint")]
    right = all(each["found"] == sorted(expected(faults)) for each in runs)
    return [
        at_most(f"peak memory at {triples} triples, MB", max(each["peak"] for each in runs), MEMORY),
        at_least("the faults and nothing else, in both (1: yes)", float(right), 1),
    ]


def graph(triples: int, faults: int, folder: Path) -> Path:
    """A file of about this number of triples with the faults."""
    path = folder / f"{triples}.nt"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(lines(triples, faults=faults))
    return path


def run(path: Path, engine: str) -> dict[str, Any]:
    """What a process of its own measures; raises CalledProcessError when it fails."""
    command = [sys.executable, "-c", CODE, str(path), engine]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8")
    found: dict[str, Any] = json.loads(done.stdout)
    phases = "  ".join(f"{phase} {seconds:.2f}" for phase, seconds in found["seconds"].items())
    print(f"  {path.stem:>8}  {engine:9} {phases}  (all with imports {found['all']:.2f}, peak {found['peak']:.0f} MB)")
    return found


if __name__ == "__main__":
    raise SystemExit(main())
