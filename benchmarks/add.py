"""Measure how the time of ``add`` grows with a table: python benchmarks/add.py

Invented workbooks of new sister-city agreements, each with its date and its quote, between cities that the same
workbook describes are added to an empty project, each in a process of its own. Printed are seconds, CPU seconds and
their microseconds for a row, the growth of these, the peak memory and the time of each step. A second adding of the
same rows has to change nothing.

The bars are ratios of CPU time in one run: the time for a row, and the time of all against that of the SHACL engine
alone on the triples that were made. The exit status is 1 when a goal is missed.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from run import at_least, at_most, told

# One city for this many rows; the others are agreements.
CITY_AMONG = 4
_SYLLABLES = ("ba", "chung", "deok", "gam", "hae", "jin", "ke", "lu", "mo", "nang", "po", "rin", "su", "tan", "wi")
_MONTHS = ("January", "March", "May", "June", "July", "September", "October", "December")
SOURCE = {
    "id": "register", "label_en": "Register of agreements", "label_id": "Daftar kerja sama", "source_kind": "dataset",
    "title_en": "Register of agreements", "language": "en", "page": "https://example.org/register",
}  # fmt: skip

# What each process does; it prints one JSON object. The steps are the names by which ``add`` calls them.
CODE = """
import json, resource, sys, time
from pathlib import Path
from paradiplomacy.adding import add as steps
folder, root = map(Path, sys.argv[1:])
seconds = {}
def timed(name):
    step = getattr(steps, name)
    def call(*given, **named):
        start = time.perf_counter()
        try:
            return step(*given, **named)
        finally:
            seconds[name] = seconds.get(name, 0) + time.perf_counter() - start
    setattr(steps, name, call)
for name in STEPS:
    timed(name)
start, cpu = time.perf_counter(), time.process_time()
added = steps.add([folder], root)
whole, cpu = time.perf_counter() - start, time.process_time() - cpu
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
assert not added.failed and not added.problems, [each.text() for each in added.problems[:3]]
seconds["the rest"] = whole - sum(seconds.values())
print(json.dumps({"all": whole, "cpu": cpu, "steps": seconds, "peak": peak, "written": sorted(added.files)}))
"""
STEPS = ("read_sheets", "recognise", "load_store", "Known", "name_rows", "make", "check", "_files", "_compare")
# The least that has to be done with the triples that came of it: the shapes, by the engine alone.
SHACL = """
import sys, time
from pathlib import Path
from paradiplomacy.rdf.read import stream_quads
from paradiplomacy.release import graph_files
from paradiplomacy.validation.input import empty_input
from paradiplomacy.validation.shapes import load_shapes
with empty_input() as given:
    for path in [*graph_files(), Path(sys.argv[1])]:
        given.add(stream_quads(path))
    shapes = load_shapes()
    start = time.process_time()
    shapes.compiled.validate_file(str(given.triples))
    print(time.process_time() - start)
"""


def main() -> int:
    """Run the benchmark and print it; gives the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000, metavar="N", help="the smallest table (default: 1000)")
    parser.add_argument("--steps", type=int, default=3, metavar="N", help="how many sizes, each tenfold (default: 3)")
    given = parser.parse_args()
    sizes = [given.rows * 10**step for step in range(given.steps)]
    runs: dict[int, dict[str, Any]] = {}
    same = True
    engine = 0.0
    print(
        f"{'rows':>9} {'seconds':>8} {'CPU':>8} {'µs a row':>9} {'growth':>7} {'peak MB':>8}  milliseconds of each step"
    )
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            tables, root = Path(folder, f"tables-{size}"), Path(folder, f"project-{size}")
            write_tables(size, tables)
            runs[size] = run(tables, root)
            if size == sizes[min(1, len(sizes) - 1)]:
                same = run(tables, root)["written"] == []
                engine = float(process(SHACL, root / "data" / "register" / "register.ttl"))
            show(size, runs)
    rows = {size: found["cpu"] / size for size, found in runs.items()}
    goals = [
        at_most(f"time for a row: {after:,} / {before:,} rows", rows[after] / rows[before], 1.3)
        for before, after in pairwise(sizes)
    ]
    middle = sizes[min(1, len(sizes) - 1)]
    goals += [
        at_most(f"add of {middle:,} rows / SHACL alone on its triples", runs[middle]["cpu"] / engine, 12),
        at_least("a second adding changes nothing (1: yes)", float(same), 1),
    ]
    return told(goals)


def write_tables(rows: int, folder: Path) -> None:
    """Two sheets of so many rows together, and that of their source."""
    folder.mkdir()
    number = rows // CITY_AMONG | 1  # a state, and an even number of cities
    for name, table in (
        ("sources", [SOURCE]),
        ("parties", list(cities(number))),
        ("agreements", list(agreements(rows - number, number))),
    ):
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(table[0]))
            writer.writeheader()
            writer.writerows(table)


def city(number: int) -> str:
    """The name of a city, another one for each number."""
    name = ""
    while number or not name:
        number, place = divmod(number, len(_SYLLABLES))
        name += _SYLLABLES[place]
    return f"Kam{name}"


def cities(number: int) -> Iterator[dict[str, str]]:
    """Cities, in two states in turn, the second of which is new too."""
    for place in range(number):
        name = city(place) if place else "Kamland"
        yield {
            "class": "City" if place else "State",
            "label_en": name,
            "label_id": name,
            "state": ("Indonesia", "Kamland")[place % 2] if place else "",
            "source": f"register[{place // 20 + 1}]",
            "quote": f"the people of {name}",
            "paraphrase_en": f"The people of {name}.",
            "paraphrase_id": f"Penduduk {name}.",
        }


def agreements(number: int, among: int) -> Iterator[dict[str, str]]:
    """Agreements between cities of different states, each pair once in a table of ours."""
    for place in range(number):
        turn, first = divmod(place, among - 1)
        one, other = city(first + 1), city((first + 2 * turn + 1) % (among - 1) + 1)
        day = f"{place % 28 + 1} {_MONTHS[place % len(_MONTHS)]} {1950 + place % 70}"
        yield {
            "class": "sister-city agreement",
            "label_en": f"{one}–{other}, no. {place}",
            "label_id": f"{one}–{other}, nomor {place}",
            "party": f"{one}; {other}",
            "instrument": "source silent",
            "date": day,
            "assertion": "stated",
            "source": f"register[{place // 20 + 1}]",
            "quote": f"{one} and {other} became sister cities on {day}",
            "paraphrase_en": f"{one} and {other} are sister cities since {day}.",
            "paraphrase_id": f"{one} dan {other} menjadi kota kembar sejak {day}.",
        }


def run(tables: Path, root: Path) -> dict[str, Any]:
    """What a process of its own measures; raises CalledProcessError when it fails."""
    found: dict[str, Any] = json.loads(process(f"STEPS = {STEPS!r}\n{CODE}", tables, root))
    return found


def process(code: str, *words: Path) -> str:
    """What a process prints; raises CalledProcessError when it fails."""
    command = [sys.executable, "-c", code, *map(str, words)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout


def show(size: int, runs: dict[int, dict[str, Any]]) -> None:
    """Print the line of a size; growth is the time for a row against that of the size before."""
    found = runs[size]
    before = next((each["cpu"] / other for other, each in reversed(runs.items()) if other < size), None)
    growth = f"{found['cpu'] / size / before:7.2f}" if before else " " * 7
    steps = "  ".join(f"{name.strip('_')} {1000 * seconds:.0f}" for name, seconds in found["steps"].items())
    taken = f"{found['all']:8.2f} {found['cpu']:8.2f} {1e6 * found['cpu'] / size:9.0f}"
    print(f"{size:9,} {taken} {growth} {found['peak']:8.0f}  {steps}", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
