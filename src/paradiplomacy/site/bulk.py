"""Things from bulk sources: one page for all, which asks the embedded graph, and shards of Turtle and JSON-LD."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pyoxigraph as ox

from paradiplomacy.rdf import write
from paradiplomacy.site.addresses import name_of
from paradiplomacy.site.files import File
from paradiplomacy.site.messages import LANGUAGES
from paradiplomacy.site.site import Site
from paradiplomacy.site.sparql_page import settings

#: The things in a shard.
PER_SHARD = 1_000
#: The scripts of the page in the order in which they are loaded; the graph comes between the two groups.
VENDORED = ("oxigraph.js", "oxigraph-wasm.js")
SCRIPTS = ("dom.js", "engine-worker.js", "engine.js", "results.js", "bulk-thing.js")


def files(site: Site) -> Iterator[File]:
    """``thing.html`` of each language and ``bulk/NUMBER.ttl`` and ``.jsonld``, where the graph has things from bulk."""
    if not site.bulk:
        return
    things = sorted(site.bulk, key=lambda node: node.value)
    parts = [things[start : start + PER_SHARD] for start in range(0, len(things), PER_SHARD)]
    firsts = [name_of(part[0].value) for part in parts]
    for lang in LANGUAGES:
        values = {"settings": settings, "vendored": VENDORED, "scripts": SCRIPTS, "firsts": firsts}
        yield site.page("bulk_thing.html", lang, "thing.html", **values)
    for number, part in enumerate(parts, 1):
        yield File(f"bulk/{number:04}.ttl", partial(_turtle, site, part))
        yield File(f"bulk/{number:04}.jsonld", partial(_jsonld, site, part))


def _turtle(site: Site, things: list[ox.NamedNode]) -> bytes:
    return write.serialised(sorted((it.triple for it in _quads(site, things)), key=str), ox.RdfFormat.TURTLE)


def _jsonld(site: Site, things: list[ox.NamedNode]) -> str:
    return write.jsonld(_quads(site, things), indent=None)


def _quads(site: Site, things: list[ox.NamedNode]) -> Iterator[ox.Quad]:
    for thing in things:
        yield from site.store.quads_for_pattern(thing, None, None, ox.DefaultGraph())
