"""One thing of the store: its triples, the words of its sources, and the things that point to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice

import pyoxigraph as ox

from paradiplomacy.names.labels import label_of, labels_of
from paradiplomacy.rdf.facts import Node, nodes
from paradiplomacy.rdf.namespaces import OA, PARA
from paradiplomacy.server.render import address_of, alternates, graph_bytes, property_name, rendered
from paradiplomacy.server.wire import Reply

_EVIDENCE = ox.NamedNode(PARA + "evidence")
_SELECTOR = ox.NamedNode(OA + "hasSelector")
# A concept such as a sector may be named by millions of records.
_MOST_TRIPLES = 10_000
_MOST_POINTING = 200


def description(store: ox.Store, iris: Iterable[str], form: str, media_type: str) -> Reply:
    """The first thing of ``iris`` that the store knows, in ``form`` (ttl, nt, jsonld, rdf, html); else a refusal."""
    for iri in iris:
        with suppress(ValueError):  # it is no IRI
            thing = ox.NamedNode(iri)
            if own := list(_triples(store, thing)):
                break
    else:
        return Reply.refusal(404, "The graph has no statement about a thing of this name.")
    if form == "html":
        return Reply(200, media_type, _page(store, thing, own).encode())
    # With its passages, so that the words of the source go with the fact.
    for passage in nodes(store, thing, _EVIDENCE):
        for node in (passage, *nodes(store, passage, _SELECTOR)):
            own += _triples(store, node)
    own += _pointing(store, thing, _MOST_TRIPLES)
    return Reply(200, media_type, graph_bytes(own, form))


def _triples(store: ox.Store, node: Node) -> Iterator[ox.Triple]:
    return (quad.triple for quad in islice(store.quads_for_pattern(node, None, None, ox.DefaultGraph()), _MOST_TRIPLES))


def _pointing(store: ox.Store, node: Node, most: int) -> Iterator[ox.Triple]:
    return (quad.triple for quad in islice(store.quads_for_pattern(None, None, node, ox.DefaultGraph()), most))


def _page(store: ox.Store, thing: ox.NamedNode, own: list[ox.Triple]) -> str:
    values: dict[ox.NamedNode, list[object]] = defaultdict(list)
    for triple in sorted(own, key=lambda triple: str(triple.object)):
        if triple.predicate not in (_EVIDENCE, _SELECTOR):
            values[triple.predicate].append(triple.object)
    pointing = [
        (property_name(store, triple.predicate), label_of(store, triple.subject), triple)
        for triple in _pointing(store, thing, _MOST_POINTING + 1)
        if isinstance(triple.subject, ox.NamedNode | ox.BlankNode)
    ]
    # The names in English and in Indonesian, one when they are the same; else any name.
    labels = labels_of(store, thing)
    names = {labels[tag]: tag for tag in ("id", "en") if tag in labels}
    return rendered(
        "thing.html",
        store=store,
        thing=thing,
        names=[(tag, name) for name, tag in reversed(names.items())] or [("", label_of(store, thing))],
        properties=sorted(values.items(), key=lambda line: property_name(store, line[0])),
        passages=nodes(store, thing, _EVIDENCE) or [thing] * bool(nodes(store, thing, _SELECTOR)),
        pointing=[(it.predicate, it.subject) for _, _, it in sorted(pointing, key=lambda line: line[:2])],
        most_pointing=_MOST_POINTING,
        alternates=alternates(address_of(thing)),
    )
