"""Measure the making of the site: python benchmarks/site.py [--things N] [--sample N]

First the site of the published graph is written, as publish does once the graph is read. Then invented graphs of N
things with evidence, and of a tenth of them, are shown: of their files a sample is made, which gives the time of a page
and the memory that the pages take beside the store; and as many things without evidence, which share one page whatever
their number. The exit status is 1 when the goal for our site, for the memory or for the time of a page is missed: that
of many things may be at most one and a half times that of few.
"""

from __future__ import annotations

import argparse
import random
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
from paradiplomacy.site.addresses import name_of
from paradiplomacy.site.build import build, files
from paradiplomacy.site.messages import LANGUAGES
from paradiplomacy.site.release import site_of
from paradiplomacy.site.site import MANY, Site

_GOAL_SECONDS, _GOAL_MEGABYTES, _GOAL_GROWTH = 5, 500, 1.5
_TRIPLES_OF_A_THING, _FILES_OF_A_THING = 21, 6
# What several sources say of every thing, side by side.
_SHARED = "sources-agree"


def main() -> int:
    """Run the measurement and print it; gives the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--things", type=int, default=10_000, metavar="N", help="invented things (default: 10000)")
    parser.add_argument("--sample", type=int, default=2_000, metavar="N", help="files made of them (default: 2000)")
    parsed = parser.parse_args()
    seconds = ours()
    few, _ = invented(parsed.things // 10, parsed.sample)
    many, memory = invented(parsed.things, parsed.sample)
    bulk(max(parsed.things, MANY))
    goals = [at_most("the site of the published graph, seconds", seconds, _GOAL_SECONDS)]
    goals.append(at_most("memory for the pages of the invented graph, MB", memory, _GOAL_MEGABYTES))
    goals.append(at_most("a file of the large graph / one of the small", many / few, _GOAL_GROWTH))
    return told(goals)


def ours() -> float:
    """Write the site of the published graph; gives the seconds of the processor."""
    graphs = {name: list(load_store(paths)) for name, paths in named_graphs().items()}
    with tempfile.TemporaryDirectory() as folder:
        seconds, number = timed(lambda: build(site_of(graphs), Path(folder)))
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
    print(f"the published graph: {number:,} files, {size / 1e6:.1f} MB, {seconds:.1f} s")
    return seconds


def invented(things: int, sample: int) -> tuple[float, float]:
    """Make some of the files of an invented graph; gives the seconds for one and the megabytes beside the store.

    The answers that all pages share are there before; they are made once, whatever the number of pages.
    """
    site = shown(line.encode() for line in lines(things * _TRIPLES_OF_A_THING))
    found = [it for path, it in files(site).items() if "/id/" in path or path.startswith("id/")]
    shared, _ = timed(lambda: sum(len(site.answer(site.stored[_SHARED], lang)) for lang in LANGUAGES))
    # All files of some things, because what a thing tells is looked up once for all of them.
    drawn = random.Random(things).sample(site.things, min(sample // _FILES_OF_A_THING, len(site.things)))
    names = {name_of(thing.value) for thing in drawn}
    chosen = [it for it in found if Path(it.path).stem in names]
    before = resident()
    seconds, _ = timed(lambda: sum(len(it.body()) for it in chosen))
    memory = resident() - before
    each = seconds / len(chosen)
    print(f"invented: {len(site.things):,} things, {len(found):,} files of theirs, {memory:.0f} MB for {len(chosen):,}")
    print(f"  {shared:.1f} s for the answers that all share, {1000 * each:.2f} ms for a file")
    return each, memory


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


def resident() -> float:
    """The memory of this process, in megabytes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 1e6


if __name__ == "__main__":
    raise SystemExit(main())
