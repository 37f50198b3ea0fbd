"""Measure the world's agreements, side by side in one run: python benchmarks/world.py

`paradiplomacy bulk` maps the twinning links of 2016 to a validated store on disk that answers. Beside it stand rdflib
with pySHACL, which are given the finished triples of two parts and whose time is continued in a straight line; the
PyPI package shacl alone on all triples; the mapping alone; and the same command on multiples of the links. The links
are not part of this repository (see tests/support/twinning_2016.py); without them, or with --invented N, as many are
invented. Goals are ratios of processor times and of memory; seconds are only printed. The exit status is 1 when a goal
is missed.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import pyoxigraph as ox
from run import Goal, at_least, at_most, told
from support import twinning_2016

from paradiplomacy.bulk.run import bulk as make
from paradiplomacy.bulk.twinning import GRAPH
from paradiplomacy.rdf.read import load_store
from paradiplomacy.rdf.write import ntriples
from paradiplomacy.release import graph_files, shapes_file

BULK = [sys.executable, "-m", "paradiplomacy", "bulk", "--mapping", "twinning"]
ASK = """
import json, sys, time
import pyoxigraph as ox
start = time.perf_counter()
store = ox.Store.read_only(sys.argv[1])
opened = time.perf_counter()
rows = len(list(store.query(sys.argv[2])))
print(json.dumps({"opened": opened - start, "answered": time.perf_counter() - opened, "rows": rows}))
"""
QUESTION = """
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
SELECT DISTINCT ?partner { ?tie para:party id:surabaya , ?partner FILTER(?partner != id:surabaya) }
"""
# Each stored query on networks, for the city with the most agreements and for Surabaya where it takes a city.
NETWORKS = """
import json, sys, time
import pyoxigraph as ox
from paradiplomacy.queries.parameters import bind
from paradiplomacy.queries.stored import stored_queries
store = ox.Store.read_only(sys.argv[1])
names = "hubs", "countries-most-linked", "one-sided-ties", "shared-partners", "two-hops", "partner-matches"
queries = {query.name: query for query in stored_queries() if query.name in names}
hub = next(iter(store.query(queries["hubs"].text)))["city"].value
found = {}
for name in names:
    cities = ["id:surabaya", hub] if "party" in queries[name].parameters else [None]
    for city in cities:
        text = bind(queries[name], {"party": city} if city else {}, store)
        times = []
        for _ in range(3):
            start = time.perf_counter()
            rows = len(list(store.query(text)))
            times.append(time.perf_counter() - start)
        found[f"{name} {city or ''}".strip()] = {"rows": rows, "seconds": min(times)}
print(json.dumps(found))
"""
# The mapping of a process alone, without reading, sorting or writing, and the same validation as in the shards.
ALONE = """
import itertools, json, sqlite3, sys, time
from pathlib import Path
from paradiplomacy.bulk import links, shards, twinning
from paradiplomacy.bulk.run import bulk as make
from paradiplomacy.bulk.twinning import GRAPH
from paradiplomacy.rdf.read import load_store
from paradiplomacy.release import graph_files
from paradiplomacy.validation.shapes import load_shapes
place = Path(sys.argv[1])
database = sqlite3.connect(":memory:")
links.read_links([place / "names.tsv", place / "relations.tsv"], database)
rows = [*links.parties(database), *links.ties(database)]
have = twinning.known(load_store(graph_files()))
start = time.process_time()
made = 0
for row in rows:
    told = twinning.tie_blocks(row, have) if isinstance(row, links.Tie) else twinning.party_blocks(row, have)
    made += sum(block.count(" .\\r") + 1 for block in told)
mapping = time.process_time() - start
start = time.process_time()
shapes = load_shapes()
validation, found = time.process_time() - start, 0
release = Path(sys.argv[2]).read_bytes()
rest = iter(rows)
while some := list(itertools.islice(rest, shards.SHARD)):
    data, beside = shards.described(some, have)
    start = time.process_time()
    found += len(shards.findings(data, (release, beside), shapes, place / "shard.nt"))
    validation += time.process_time() - start
print(json.dumps({"triples": made, "mapping": mapping, "validation": validation, "found": found}))
"""
SHACL = """
import json, sys, time
import shacl
start = time.process_time()
found = len(shacl.Shapes.from_file(sys.argv[1]).validate_file(sys.argv[2]).results)
print(json.dumps({"validation": time.process_time() - start, "found": found}))
"""
RDFLIB = """
import json, sys, time
start = time.process_time()
import rdflib, pyshacl
shapes, question, *files = sys.argv[1:]
data = rdflib.Graph()
for path in files:
    data.parse(path, format="nt" if path.endswith(".nt") else "turtle")
conforms = pyshacl.validate(data, shacl_graph=rdflib.Graph().parse(shapes, format="turtle"), inplace=True)[0]
rows = len(list(data.query(question)))
print(json.dumps({"processor": time.process_time() - start, "conforms": conforms, "triples": len(data), "rows": rows}))
"""


class Cost(NamedTuple):
    """What a command and its processes cost; the memory is the most of all of them at one time."""

    seconds: float
    processor: float
    megabytes: float
    triples: int


def main() -> int:
    """Run the benchmark and print it; gives the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--invented", type=int, metavar="N", help="invent N links instead of those of 2016")
    parser.add_argument("--copies", type=int, nargs="*", default=[3, 10], metavar="N", help="multiples (default: 3 10)")
    parser.add_argument("--part", type=int, default=400, metavar="N", help="links for rdflib, and four times as many")
    given = parser.parse_args()
    place = None if given.invented else twinning_2016.folder()
    names, links = twinning_2016.read(place) if place else invented(given.invented or 34_000)
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        print(f"{len(links):,} {'links of 2016' if place else 'invented links'}")
        tables(top / "1", names, links, 1)
        world = bulk(top / "1", 1)
        for name, answer in run(NETWORKS, str(top / "1" / "store")).items():
            print(f"{name:58} {answer['rows']:5} rows in {answer['seconds'] * 1000:6.1f} ms")
        release = top / "release.nt"
        release.write_text(ntriples(load_store(graph_files())), encoding="utf-8")
        goals = [*alone(top / "1", release), *through_rdflib(top / "1", given.part, world)]
        for copies in given.copies:
            tables(top / str(copies), names, links, copies)
            cost = bulk(top / str(copies), copies)
            goals.append(
                at_most(
                    f"{copies} times the links: processor", cost.processor / world.processor, round(copies * 1.5, 1)
                )
            )
            goals.append(at_most(f"{copies} times the links: memory", cost.megabytes / world.megabytes, 1.5))
    return told(goals)


def invented(number: int) -> tuple[dict[str, str], set[tuple[str, str]]]:
    """So many links, nearly all mutual, between three tenths as many parties."""
    draw = random.Random(2016)
    items = [f"Q{item}" for item in range(1000, 1000 + max(4, number * 3 // 10))]
    links: set[tuple[str, str]] = set()
    while len(links) < number:
        one, other = draw.sample(items, 2)
        links |= {(one, other)} if draw.random() < 0.02 else {(one, other), (other, one)}
    return {item: f"Kota São {item}" for item in items}, links


def tables(place: Path, names: dict[str, str], links: set[tuple[str, str]], copies: int) -> None:
    """Write the tables ``copies`` times over, each time with other items."""
    place.mkdir()
    with (place / "names.tsv").open("w", encoding="utf-8") as one, (place / "relations.tsv").open("w") as other:
        for copy in range(copies):
            again = f"Q{copy}0" if copy else "Q"
            one.writelines(f"{item.replace('Q', again)}\t{name}\n" for item, name in names.items())
            other.writelines(f"{a.replace('Q', again)}\t{b.replace('Q', again)}\n" for a, b in sorted(links))


def bulk(place: Path, copies: int) -> Cost:
    """Run the command, ask its store, and print both."""
    words = [str(place / name) for name in ("names.tsv", "relations.tsv")]
    output, store = place / "world.nq", place / "store"
    start = time.perf_counter()
    child = subprocess.Popen(
        [*BULK, *words, "--output", str(output), "--store", str(store)],
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    most = [0]
    watch = threading.Thread(target=_watch, args=(child.pid, most))
    watch.start()
    assert child.stderr
    said = child.stderr.read().decode()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    watch.join()
    if child.returncode:
        raise RuntimeError(said)
    answer = run(ASK, str(store), QUESTION)
    seconds = time.perf_counter() - start
    triples = int(said.split(" triples")[0].split("\n")[-1].replace(",", ""))
    cost = Cost(seconds, usage.ru_utime + usage.ru_stime, most[0] / 1e6, triples)
    print(
        f"{copies:3} x  {triples:>10,} triples  {seconds:7.2f} s  {cost.processor:7.2f} s of processors  "
        f"{cost.megabytes:5.0f} MB  store opened in {answer['opened'] * 1000:.0f} ms, first answer "
        f"({answer['rows']} rows) in {answer['answered'] * 1000:.1f} ms",
        flush=True,
    )
    return cost


def _watch(session: int, most: list[int]) -> None:
    """Note the most memory that the processes of a session have at one time, until the first of them has ended."""
    while True:
        total, leader = 0, "Z"
        for each in Path("/proc").glob("[0-9]*"):
            try:
                state, _, _, group = (each / "stat").read_text().rpartition(")")[2].split()[:4]
                if int(group) == session:
                    # Pss: a page that several processes share counts once.
                    total += int((each / "smaps_rollup").read_text().split("Pss:")[1].split()[0]) * 1024
                    leader = state if each.name == str(session) else leader
            except (OSError, IndexError):  # it has ended
                continue
        most[0] = max(most[0], total)
        if leader == "Z":
            return
        time.sleep(0.02)


def alone(place: Path, release: Path) -> list[Goal]:
    """The mapping alone, and our validation beside that of the package shacl on all triples at once."""
    whole = place / "whole.nt"
    graph = f" <{GRAPH}> .\n"
    with whole.open("w", encoding="utf-8") as file, (place / "world.nq").open(encoding="utf-8") as lines:
        file.write(release.read_text(encoding="utf-8"))
        file.writelines(line.removesuffix(graph) + " .\n" for line in lines)
    ours, theirs = [], []
    for _ in range(3):
        ours.append(run(ALONE, str(place), str(release)))
        theirs.append(run(SHACL, str(shapes_file()), str(whole)))
    rate = max(each["triples"] / each["mapping"] for each in ours)
    least = [min(each["validation"] for each in some) for some in (ours, theirs)]
    print(f"mapping alone {rate / 1e6:.2f} M triples/s on one core")
    print(f"validation of it in shards {least[0]:.2f} s of processor, by shacl alone {least[1]:.2f} s")
    return [
        at_most("validation in shards / shacl alone", least[0] / least[1], 1.2),
        at_most("findings in both", ours[0]["found"] + theirs[0]["found"], 0),
    ]


def through_rdflib(place: Path, part: int, world: Cost) -> list[Goal]:
    """The finished triples of the first so many ties, and of four times as many, through rdflib and pySHACL."""
    sizes, seconds = [], []
    for number in (part, 4 * part):
        some = place / f"{number}"
        some.mkdir()
        (some / "names.tsv").write_bytes((place / "names.tsv").read_bytes())
        with (place / "relations.tsv").open() as links:
            (some / "relations.tsv").write_text("".join(itertools.islice(links, number)))
        make([some / "names.tsv", some / "relations.tsv"], some / "world.nq", processes=1)
        triples = [f"{quad.triple} .\n" for quad in ox.parse(path=str(some / "world.nq"))]
        (some / "world.nt").write_text("".join(triples), encoding="utf-8")
        files = [str(some / "world.nt"), *map(str, graph_files())]
        found = run(RDFLIB, str(shapes_file()), QUESTION, *files)
        if not found["conforms"]:
            raise RuntimeError("pySHACL refuses what shacl accepts")
        sizes.append(len(triples))
        seconds.append(found["processor"])
        print(
            f"rdflib and pySHACL with {len(triples):>7,} of the triples: {seconds[-1]:.2f} s of processor", flush=True
        )
    each = (seconds[1] - seconds[0]) / (sizes[1] - sizes[0])
    guess = seconds[0] + each * (world.triples - sizes[0])
    print(f"rdflib and pySHACL with all, continued in a straight line, not measured: {guess:.0f} s of processor")
    return [at_least("rdflib and pySHACL (continued) / bulk, processor", guess / world.processor, 10)]


def run(code: str, *words: str) -> dict[str, Any]:
    """What a process of its own prints; raises CalledProcessError when it fails."""
    done = subprocess.run([sys.executable, "-c", code, *words], check=True, stdout=subprocess.PIPE, encoding="utf-8")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    raise SystemExit(main())
