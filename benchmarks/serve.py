"""Compare the endpoint with the Oxigraph server on the same data, in one run: python benchmarks/serve.py

Both servers are up at the same time and are asked in turns by wrk over 8 connections, so that a busy moment hits both.
Each line is a ratio of medians. The goal counts for stored queries as people send them, again and again; beside it
stand the same queries made new for each request, so that no answer can come from a cache, and a query that costs the
engine nothing, which shows the cost of HTTP alone. Needs wrk and the PyPI package oxigraph. The exit status is 1 when
the goal is missed.

With --open N, measures instead how long a store of N invented triples takes to open and to answer first.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote
from urllib.request import Request, urlopen

import pyoxigraph as ox

from paradiplomacy.graph import load
from paradiplomacy.queries.stored import stored_queries
from paradiplomacy.rdf.read import load_store
from paradiplomacy.release import graph_files

GOAL = 0.7
CONNECTIONS = 8
TRIVIAL = "SELECT ?s WHERE { ?s <http://www.w3.org/2000/01/rdf-schema#label> 0 }"
JSON = "application/sparql-results+json"
SCRIPT = """
local target, is_new, number = os.getenv("TARGET"), os.getenv("NEW") == "1", 0
local headers = { Accept = "application/sparql-results+json" }
function init(args) math.randomseed(os.time()) ; salt = math.random(1e9) end
function request()
  number = number + 1
  return wrk.format("GET", is_new and (target .. "%20%23" .. salt .. "-" .. number) or target, headers)
end
function done(summary, latency)
  io.write(string.format('{"rate": %f, "p50": %f, "p99": %f, "failed": %d}\\n',
    summary.requests / summary.duration * 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout))
end
"""


def main() -> int:
    """Run the benchmark and print it; gives the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="rounds of each query (default: 5)")
    parser.add_argument("--seconds", type=int, default=3, metavar="S", help="seconds of each round (default: 3)")
    parser.add_argument("--queries", type=int, default=3, metavar="N", help="how many stored queries (default: 3)")
    parser.add_argument("--open", type=int, metavar="N", help="only: open a store of N triples")
    parsed = parser.parse_args()
    if parsed.open:
        return open_large(parsed.open)
    wrk, oxigraph = shutil.which("wrk"), tool("oxigraph")
    if not wrk or not oxigraph:
        print("This needs wrk (Debian: apt-get install wrk) and the PyPI package oxigraph.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder, both(Path(folder), oxigraph) as (ours, theirs):
        script = Path(folder, "ask.lua")
        script.write_text(SCRIPT, encoding="utf-8")
        print(f"{'query':44} {'ours/s':>8} {'theirs/s':>9} {'ratio':>6}   p99 in ms, ours and theirs")
        repeated = []
        for name, text in smallest(parsed.queries):
            for is_new in (False, True):
                how = "new each time" if is_new else "repeated"
                ratio = compare(wrk, script, (ours, theirs), f"{name}, {how}", text, is_new, parsed)
                if not is_new:
                    repeated.append(ratio)
        compare(wrk, script, (ours, theirs), "nothing to find, new each time", TRIVIAL, True, parsed)
        worst = min(repeated)
        print(f"\nrequests per second, worst of the repeated: {worst:.2f} of theirs (goal: at least {GOAL})")
    return 0 if worst >= GOAL else 1


def smallest(count: int) -> list[tuple[str, str]]:
    """The stored queries that the engine answers fastest, as SPARQL with the defaults of their parameters."""
    graph = load()
    timed = []
    for query in stored_queries():
        runs = []
        for _ in range(5):
            start = time.perf_counter()
            graph.query(query)
            runs.append(time.perf_counter() - start)
        text = "\n".join(line for line in query.text.splitlines() if not line.startswith("#"))
        timed.append((statistics.median(runs), query.name, text))
    return [(name, text) for _, name, text in sorted(timed)[:count]]


def compare(
    wrk: str,
    script: Path,
    addresses: tuple[str, str],
    name: str,
    text: str,
    is_new: bool,
    parsed: argparse.Namespace,
) -> float:
    """Print one line; gives the ratio of our requests per second to theirs."""
    rows = [len(answer(address, text)["results"]["bindings"]) for address in addresses]
    if rows[0] != rows[1]:
        raise SystemExit(f"{name}: the servers answer differently, {rows[0]} and {rows[1]} rows.")
    found: tuple[list[dict[str, float]], list[dict[str, float]]] = ([], [])
    for number in range(-1, parsed.rounds):
        for side, address in zip(found, addresses, strict=True):
            measured = ask(wrk, script, address, text, is_new, parsed.seconds)
            if number >= 0:  # the round before the first one warms up
                side.append(measured)
    ours, theirs = ({key: statistics.median(run[key] for run in side) for key in side[0]} for side in found)
    ratio = ours["rate"] / theirs["rate"]
    failed = sum(run["failed"] for side in found for run in side)
    note = f"   {failed:.0f} FAILED" if failed else ""
    rates = f"{ours['rate']:8.0f} {theirs['rate']:9.0f} {ratio:6.2f}"
    print(f"{name:44} {rates}   {ours['p99']:.1f} and {theirs['p99']:.1f}{note}", flush=True)
    return ratio


def ask(wrk: str, script: Path, address: str, text: str, is_new: bool, seconds: int) -> dict[str, float]:
    """One run of wrk."""
    target = f"{address.partition('//')[2].partition('/')[2]}?query={quote(text, safe='')}"
    environment = {**os.environ, "TARGET": f"/{target}", "NEW": "1" if is_new else "0"}
    words = ["-t2", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(script), address]
    done = subprocess.run([wrk, *words], capture_output=True, text=True, check=True, env=environment)
    found: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def answer(address: str, text: str) -> dict[str, dict[str, list[object]]]:
    """The answer to a query."""
    request = Request(f"{address}?query={quote(text, safe='')}", headers={"Accept": JSON})
    with urlopen(request, timeout=60) as response:
        found: dict[str, dict[str, list[object]]] = json.load(response)
    return found


@contextmanager
def both(folder: Path, oxigraph: str) -> Iterator[tuple[str, str]]:
    """Both servers on the published graph; gives the addresses of their endpoints."""
    data = folder / "graph.nt"
    load_store(graph_files()).dump(data, format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    location = ("--location", str(folder / "oxigraph"))
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run([oxigraph, "load", *location, "--file", str(data)], check=True, **quiet)  # type: ignore[call-overload]
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    theirs = subprocess.Popen(
        [oxigraph, "serve-read-only", *location, "--bind", f"127.0.0.1:{port}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    ours = start("--data", str(data))
    try:
        wait(f"http://127.0.0.1:{port}/query")
        yield f"{ours[1]}sparql", f"http://127.0.0.1:{port}/query"
    finally:
        for process in (theirs, ours[0]):
            process.terminate()
            process.wait()


def start(*words: str) -> tuple[subprocess.Popen[str], str]:
    """Our server and its address."""
    command = [sys.executable, "-m", "paradiplomacy", "serve", "--port", "0", *words]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    address = re.search(r"http://\S+", process.stdout.readline() if process.stdout else "")
    if not address:
        raise SystemExit("The server did not start.")
    return process, address[0]


def wait(address: str) -> None:
    """Wait until a server answers."""
    for _ in range(100):
        try:
            answer(address, "SELECT * WHERE { <a:b> ?p ?o }")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"{address} does not answer.")


def tool(name: str) -> str | None:
    """A command of this Python's environment, or of the path."""
    return shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)


def open_large(triples: int) -> int:
    """Build a store, then measure how long it takes to open it and to start a server on it."""
    from paradiplomacy.server.store_folder import prepare

    with tempfile.TemporaryDirectory() as folder:
        data, place = Path(folder, "large.nt"), Path(folder, "store")
        with data.open("wb") as file:
            maker = str(Path(__file__).with_name("synthetic.py"))
            subprocess.run([sys.executable, maker, str(triples)], stdout=file, check=True)
        begin = time.perf_counter()
        store = prepare(place, [data], print)
        print(f"{store.triples:,} triples, built in {time.perf_counter() - begin:.0f} s")
        begin = time.perf_counter()
        opened = ox.Store.read_only(str(store.database))
        next(iter(opened.quads_for_pattern(None, None, None, None)))
        seconds = time.perf_counter() - begin
        print(f"opened, first triple read: {seconds:.2f} s (goal: below 1)")
        begin = time.perf_counter()
        process, address = start("--data", str(data), "--store", str(place))
        try:
            answer(f"{address}sparql", "SELECT * WHERE { ?s ?p ?o } LIMIT 1")
            print(f"server started, first query answered: {time.perf_counter() - begin:.2f} s")
        finally:
            process.terminate()
            process.wait()
            store.lock.close()
    return 0 if seconds < 1 else 1


if __name__ == "__main__":
    sys.exit(main())
