"""Measure the making of the site: python benchmarks/site.py [--things N] [--sample N]

First the site of the published graph is written, as publish does once the graph is read. Then an invented graph of N
things with evidence is shown: of its files a sample is made, which gives the time of a page and the memory that the
pages take beside the store; and as many things without evidence, which share one page whatever their number. The exit
status is 1 when the goal for our site or the one for the memory is missed.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
from run import at_most, told
from synthetic import LABEL, TYPE, iri, lines, para

from paradiplomacy.rdf.read import load_store
from paradiplomacy.release import named_graphs
from paradiplomacy.site.build import build, files
from paradiplomacy.site.release import site_of
from paradiplomacy.site.site import MANY, Site

_GOAL_SECONDS, _GOAL_MEGABYTES = 5, 500
_TRIPLES_OF_A_THING = 21


def main() -> int:
    """Run the measurement and print it; gives the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--things", type=int, default=10_000, metavar="N", help="invented things (default: 10000)")
    parser.add_argument("--sample", type=int, default=2_000, metavar="N", help="files made of them (default: 2000)")
    parsed = parser.parse_args()
    seconds = ours()
    memory = invented(parsed.things, parsed.sample)
    bulk(max(parsed.things, MANY))
    goals = [at_most("the site of the published graph, seconds", seconds, _GOAL_SECONDS)]
    goals.append(at_most("memory for the pages of the invented graph, MB", memory, _GOAL_MEGABYTES))
    return told(goals)


def ours() -> float:
    """Write the site of the published graph; gives the seconds of the processor."""
    graphs = {name: list(load_store(paths)) for name, paths in named_graphs().items()}
    with tempfile.TemporaryDirectory() as folder:
        seconds, number = timed(lambda: build(site_of(graphs), Path(folder)))
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
    print(f"the published graph: {number:,} files, {size / 1e6:.1f} MB, {seconds:.1f} s")
    return seconds


def invented(things: int, sample: int) -> float:
    """Make some of the files of an invented graph; gives the megabytes that this takes beside the store."""
    site = shown(line.encode() for line in lines(things * _TRIPLES_OF_A_THING))
    before = peak()
    found = [it for path, it in files(site).items() if "/id/" in path or path.startswith("id/")]
    chosen = found[:: max(1, len(found) // sample)]
    seconds, _ = timed(lambda: sum(len(it.body()) for it in chosen))
    memory = peak() - before
    print(f"invented: {len(site.things):,} things, {len(found):,} files of theirs, {memory:.0f} MB for {len(chosen):,}")
    print(f"  {1000 * seconds / len(chosen):.2f} ms for a file")
    return memory


def bulk(things: int) -> None:
    """Count the files of a graph whose things have no evidence."""
    cities = (
        f'{iri(f"c{number}")} {TYPE} {para("City")} .\n{iri(f"c{number}")} {LABEL} "city {number}"@en .\n'.encode()
        for number in range(things)
    )
    found = [path for path in files(shown(cities)) if "id/c" in path]
    print(f"without evidence: {things:,} things, {len(found)} files of theirs")


def shown(triples: Iterator[bytes]) -> Site:
    """The site of these triples, in one named graph."""
    store = ox.Store()
    quads = ox.parse(b"".join(triples), format=ox.RdfFormat.N_TRIPLES)
    places = (ox.DefaultGraph(), ox.NamedNode("https://w3id.org/paradiplomacy/id/graph-invented"))
    store.bulk_extend(ox.Quad(it.subject, it.predicate, it.object, at) for it in quads for at in places)
    return Site(store)


def timed(work: Callable[[], int]) -> tuple[float, int]:
    """The seconds of the processor that the work takes, and what it gives."""
    start = time.process_time()
    given = work()
    return time.process_time() - start, given


def peak() -> float:
    """The most memory so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


if __name__ == "__main__":
    raise SystemExit(main())
