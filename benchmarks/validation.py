"""Measure validation by queries beside pySHACL on an invented graph: python benchmarks/validation.py

Both engines run in processes of their own on the same file and must give the same findings, those of the faults
that were put in. The exit status is 1 when a goal is missed. With --pyrudof PYTHON, the path of an interpreter that
has the package pyrudof, that engine runs too.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyoxigraph
from run import Goal, at_least, at_most
from synthetic import expected, lines

from paradiplomacy.rdf.namespaces import short
from paradiplomacy.release import shapes_file
from paradiplomacy.validation.input import read_input

MEMORY = 2_000  # MB

# What each engine does with the file; it prints one JSON object.
END = """
import json, resource, time
def cpu(): return time.process_time()
def finish(**what):
    print(json.dumps(what | {"peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "all": cpu()}))
"""
TOLD = """
def told(findings):
    return sorted([f.focus, f.shape, f.path, f.value, f.severity, f.component, *sorted(f.messages.items())]
                  for f in findings)
"""
QUERIES = """
import sys
from paradiplomacy.sparql.embedded import Embedded
from paradiplomacy.validation.shape_queries import ShapeQueries
from paradiplomacy.validation.shapes import load_shapes
from paradiplomacy.validation.input import read_input
from paradiplomacy.validation.checks import load_checks, run_check
seconds, marks = {}, []
start = cpu(); given = read_input(sys.argv[1:]); shapes = load_shapes(); seconds["read"] = cpu() - start
start = cpu(); queries = ShapeQueries(Embedded(given.store), shapes); seconds["compile"] = cpu() - start
start = cpu()
found = list(queries.findings(lambda rule: marks.append((str(rule.shape), str(rule.parameter), cpu()))))
seconds["shapes"] = cpu() - start
marks.append(("", "", cpu()))
each = [(later[2] - one[2], one[0], one[1]) for one, later in zip(marks, marks[1:])]
start = cpu(); wrong = [row for check in load_checks() for row in run_check(check, given.store)]
seconds["checks"] = cpu() - start
finish(seconds=seconds, findings=told(found), each=sorted(each, reverse=True), triples=len(given.store),
       rules=len(queries.rules), checks=len(wrong))
"""
PYSHACL = """
import sys
import pyshacl
from paradiplomacy.validation.shacl import shacl_findings
from paradiplomacy.validation.shapes import load_shapes
from paradiplomacy.rdf.convert import to_graph
from paradiplomacy.validation.input import read_input
seconds = {}
start = cpu(); given = read_input(sys.argv[1:]); shapes = load_shapes(); seconds["read"] = cpu() - start
start = cpu(); data = to_graph(given.store); seconds["convert"] = cpu() - start
start = cpu(); found = shacl_findings(data, shapes); seconds["shapes"] = cpu() - start
finish(seconds=seconds, findings=told(found), triples=len(data))
"""
PYRUDOF = """
import sys
import pyrudof
seconds = {}
rudof = pyrudof.Rudof(pyrudof.RudofConfig())
start = cpu(); rudof.read_data(sys.argv[1], format=pyrudof.RDFFormat.NTriples); rudof.read_shacl(sys.argv[2])
seconds["read"] = cpu() - start
start = cpu(); found = list(rudof.validate_shacl()); seconds["shapes"] = cpu() - start
finish(seconds=seconds, shapes=sorted(str(one.source_shape) for one in found))
"""


def main() -> int:
    """Run the benchmark and print it; gives the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--triples", type=int, default=100_000, metavar="N", help="size beside pySHACL")
    parser.add_argument("--large", type=int, default=1_000_000, metavar="N", help="size without pySHACL; 0 for none")
    parser.add_argument("--rounds", type=int, default=1, metavar="N", help="rounds of the comparison (default: 1)")
    parser.add_argument("--faults", type=int, default=70, metavar="N", help="how many to put in (default: 70)")
    parser.add_argument("--pyrudof", metavar="PYTHON", help="an interpreter with pyrudof")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        goals = beside(given.triples, given.faults, given.rounds, given.pyrudof, Path(folder))
        if given.large:
            goals += alone(given.large, given.faults, Path(folder))
    print(f"\n{'goal':58} {'value':>9}  {'bar':>8}")
    for name, value, bar, met in goals:
        print(f"{name:58} {value:9.2f}  {bar:>8}  {'met' if met else 'MISSED'}")
    return 0 if all(met for *_, met in goals) else 1


def beside(triples: int, faults: int, rounds: int, pyrudof: str | None, folder: Path) -> list[Goal]:
    """The queries and pySHACL, in turns."""
    path = graph(triples, faults, folder)
    runs: dict[str, list[dict[str, Any]]] = {"queries": [], "pySHACL": []}
    for _ in range(max(1, rounds)):
        runs["queries"].append(engine(sys.executable, END + TOLD + QUERIES, path))
        runs["pySHACL"].append(engine(sys.executable, END + TOLD + PYSHACL, path))
    taken = {name: statistics.median(work(run) for run in each) for name, each in runs.items()}
    print(f"{runs['queries'][0]['triples']} triples, CPU seconds:")
    for name, each in runs.items():
        show(name, each[0])
    if pyrudof:
        whole = folder / "whole.nt"
        store = read_input([path]).store
        store.dump(whole, format=pyoxigraph.RdfFormat.N_TRIPLES, from_graph=pyoxigraph.DefaultGraph())
        other = engine(pyrudof, END + PYRUDOF, whole, shapes_file())
        show("pyrudof", other)
        missed = Counter(expected(faults)) - Counter(other["shapes"])
        print(f"    of {faults} faults it misses {sum(missed.values())}: {', '.join(sorted(map(short, missed)))}")
    slowest(runs["queries"][0])
    alike = all(run["findings"] == runs["pySHACL"][0]["findings"] for each in runs.values() for run in each)
    return [
        at_least("pySHACL / queries, shapes only", taken["pySHACL"] / taken["queries"], 10),
        at_least("the same findings from both (1: yes)", float(alike), 1),
        at_least("the faults and nothing else (1: yes)", float(right(runs["queries"][0], faults)), 1),
    ]


def alone(triples: int, faults: int, folder: Path) -> list[Goal]:
    """The queries on a graph that is too much for pySHACL."""
    run = engine(sys.executable, END + TOLD + QUERIES, graph(triples, faults, folder))
    print(f"\n{run['triples']} triples, CPU seconds:")
    show("queries", run)
    slowest(run)
    return [
        at_most(f"peak memory at {triples} triples, MB", run["peak"], MEMORY),
        at_least("the faults and nothing else (1: yes)", float(right(run, faults)), 1),
    ]


def graph(triples: int, faults: int, folder: Path) -> Path:
    """A file of about so many triples with the faults."""
    path = folder / f"{triples}.nt"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(lines(triples, faults=faults))
    return path


def engine(python: str, code: str, *arguments: Path) -> dict[str, Any]:
    """What the code prints when it runs in a process of its own; raises CalledProcessError when it fails."""
    command = [python, "-c", code, *map(str, arguments)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def work(run: Mapping[str, Any]) -> float:
    """The time that the shapes took, with all that is only done for them."""
    seconds: Mapping[str, float] = run["seconds"]
    return sum(seconds.get(phase, 0.0) for phase in ("convert", "compile", "shapes"))


def right(run: Mapping[str, Any], faults: int) -> bool:
    """Whether the findings are those of the faults, one for each, and no check query has a row."""
    return sorted(finding[1] for finding in run["findings"]) == sorted(expected(faults)) and not run["checks"]


def show(name: str, run: Mapping[str, Any]) -> None:
    """Print the phases of a run and its memory."""
    phases = "  ".join(f"{phase} {seconds:.2f}" for phase, seconds in run["seconds"].items())
    print(f"  {name:9} {phases}  (all with imports {run['all']:.2f}, peak {run['peak']:.0f} MB)")


def slowest(run: Mapping[str, Any]) -> None:
    """Print the constraints that take longest."""
    print(f"  {run['rules']} queries for the shapes; the ten slowest, milliseconds:")
    for seconds, shape, parameter in run["each"][:10]:
        print(f"    {1000 * seconds:8.1f}  {short(shape)} {short(parameter)}")


if __name__ == "__main__":
    raise SystemExit(main())
