"""What a tool tells, and what goes with every answer: the records it is about and the sources of their words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import pyoxigraph as ox

from paradiplomacy.agents.words import say
from paradiplomacy.names.labels import label_of
from paradiplomacy.rdf.facts import TYPE, Node, literals, objects, subjects
from paradiplomacy.rdf.namespaces import DCTERMS, ID, OA, PARA, PREFIXES, short

Graph = ox.NamedNode | ox.BlankNode | ox.DefaultGraph

EVIDENCE = ox.NamedNode(PARA + "evidence")
_SOURCE = ox.NamedNode(PARA + "Source")
# An answer with a thousand rows would otherwise name a thousand records twice.
MOST_NAMED = 100


@dataclass
class Told:
    """An answer: ``data`` for programs, ``text`` for reading, and the ``things`` of the graph that it speaks of."""

    data: dict[str, Any]
    text: str
    things: list[Node] = field(default_factory=list)


def named(store: ox.Store, node: Node, lang: str) -> dict[str, str]:
    """A node as an answer names it: IRI, short id and label."""
    return {"iri": node.value, "id": short(node.value), "label": label_of(store, node, lang)}


def completed(store: ox.Store, told: Told, lang: str) -> dict[str, Any]:
    """The answer as JSON: ``data`` with its records and sources, and ``text`` that ends by naming them."""
    # A query may make an IRI, or name one, of which the graph says nothing.
    records = [thing for thing in dict.fromkeys(told.things) if any(store.quads_for_pattern(thing, None, None, None))]
    sources = sorted({source for record in records for source in sources_of(store, record)}, key=str)
    ids = [short(record.value) for record in records]
    lines = [
        f"{say('records', lang)}: {_listed(ids, lang)}.",
        f"{say('sources', lang)}: {_listed([short(source.value) for source in sources], lang)}.",
    ]
    data = {
        **told.data,
        "records": [named(store, record, lang) for record in records[:MOST_NAMED]],
        "sources": [source_named(store, source, lang) for source in sources[:MOST_NAMED]],
    }
    return {"data": data, "text": "\n".join([told.text, *lines])}


def _listed(names: list[str], lang: str) -> str:
    more = f" … {len(names)} {say('in all', lang)}" if len(names) > 12 else ""
    return (", ".join(names[:12]) or say("none", lang)) + more


def source_named(store: ox.Store, source: Node, lang: str) -> dict[str, str]:
    """A source as an answer names it, with its page and the day of its issue where the graph has them."""
    found = named(store, source, lang)
    pages = [page.value for page in objects(store, source, PREFIXES["foaf"] + "page")]
    issued = [day.value for day in literals(store, source, DCTERMS + "issued")]
    return found | dict([("page", pages[0])] if pages else []) | dict([("issued", issued[0])] if issued else [])


def sources_of(store: ox.Store, node: Node, graphs: Iterable[Graph] | None = None) -> list[ox.NamedNode]:
    """The sources of what ``graphs``, unless given all that speak of ``node``, say of it.

    They are those of the words that the same graph has for it, so that an article is not given for a coordinate; where
    a graph has none, those of the graph itself.
    """
    if _SOURCE in objects(store, node, TYPE):
        assert isinstance(node, ox.NamedNode)
        return [node]
    found: dict[ox.NamedNode, None] = {}
    for graph in sorted(graphs_of(store, node) if graphs is None else graphs, key=str):
        passages = passages_of(store, node, [graph]) or [node]
        told = [source for passage in passages for source in objects(store, passage, OA + "hasSource")]
        own = objects(store, graph, DCTERMS + "source") if isinstance(graph, ox.NamedNode) else []
        found |= dict.fromkeys(told or own)
    return list(found)


def graphs_of(
    store: ox.Store, node: Node, term: ox.NamedNode | None = None, value: Node | ox.Literal | None = None
) -> set[Graph]:
    """The named graphs that say something of ``node``: anything, or that it has ``value`` by ``term``."""
    quads = store.quads_for_pattern(node, term, value, None)
    return {quad.graph_name for quad in quads if isinstance(quad.graph_name, ox.NamedNode)}


def passages_of(store: ox.Store, node: Node, graphs: Iterable[Graph] | None = None) -> list[Node]:
    """The passages behind ``node`` that ``graphs``, unless given all, have for it."""
    found: set[Node] = set()
    for record in with_words(store, node):
        for graph in graphs_of(store, record) if graphs is None else graphs:
            quads = store.quads_for_pattern(record, EVIDENCE, None, graph)
            found |= {quad.object for quad in quads if isinstance(quad.object, ox.NamedNode | ox.BlankNode)}
    return sorted(found, key=str)


def with_words(store: ox.Store, node: Node) -> list[Node]:
    """``node`` itself if it has evidence; for a group of a delegation the records that it belongs to."""
    if objects(store, node, EVIDENCE):
        return [node]
    return list(subjects(store, PARA + "memberGroup", node)) or [node]


def things_in(nodes: Iterable[object]) -> list[Node]:
    """Those of ``nodes`` that are things of the graph, each once; an IRI of the vocabulary is none."""
    return list(dict.fromkeys(node for node in nodes if isinstance(node, ox.NamedNode) and node.value.startswith(ID)))
