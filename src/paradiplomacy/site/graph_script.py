"""The graph as a script of the page: compressed text, from which the engine there fills its store."""

from __future__ import annotations

import base64
from collections.abc import Iterator

import pyoxigraph as ox

from paradiplomacy.rdf import write
from paradiplomacy.site.files import File
from paradiplomacy.site.site import Site


def files(site: Site) -> Iterator[File]:
    """``assets/graph.js``."""
    yield File("assets/graph.js", lambda: script(site.store))


def script(store: ox.Store) -> str:
    """A classic script that sets ``paradiplomacy.graph`` to ``text(store)``, in base64 of gzip."""
    packed = base64.b64encode(write.packed(text(store).encode())).decode()
    return f'(globalThis.paradiplomacy ??= {{}}).graph = "{packed}";\n'


def text(store: ox.Store) -> str:
    """Turtle of each named graph under a comment with its name, so that the whole is Turtle, too.

    >>> store = ox.Store()
    >>> store.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("c"), ox.NamedNode("urn:g")))
    >>> text(store).splitlines()
    ['# urn:g', '<urn:a> <urn:b> "c" .']
    """
    names = sorted(store.named_graphs(), key=str)
    return "".join(f"# {name.value}\n{_turtle(store, name)}" for name in names)


def _turtle(store: ox.Store, name: ox.NamedNode | ox.BlankNode) -> str:
    triples = [it.triple for it in store.quads_for_pattern(None, None, None, name)]
    return write.serialised(sorted(triples, key=str), ox.RdfFormat.TURTLE).decode()
