"""One thing of the store: its triples, the words of its sources, and the things that point to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from typing import Any

import pyoxigraph as ox

from paradiplomacy.names.labels import label_of, labels_of
from paradiplomacy.rdf.facts import Node, literals, nodes
from paradiplomacy.rdf.namespaces import OA, PARA, short
from paradiplomacy.server.render import address_of, alternates, graph_bytes, rendered
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
    pointing = store.quads_for_pattern(None, None, thing, ox.DefaultGraph())
    own += (quad.triple for quad in islice(pointing, _MOST_TRIPLES))
    return Reply(200, media_type, graph_bytes(own, form))


def _triples(store: ox.Store, node: Node) -> Iterator[ox.Triple]:
    return (quad.triple for quad in islice(store.quads_for_pattern(node, None, None, ox.DefaultGraph()), _MOST_TRIPLES))


def _page(store: ox.Store, thing: ox.NamedNode, own: list[ox.Triple]) -> str:
    values: dict[ox.NamedNode, list[dict[str, str]]] = defaultdict(list)
    for triple in sorted(own, key=lambda triple: str(triple.object)):
        if triple.predicate not in (_EVIDENCE, _SELECTOR):
            values[triple.predicate].append(_value(store, triple.object))
    passages = nodes(store, thing, _EVIDENCE)
    if not passages and nodes(store, thing, _SELECTOR):
        passages = [thing]
    pointing = list(islice(store.quads_for_pattern(None, None, thing, ox.DefaultGraph()), _MOST_POINTING + 1))
    named_by = [(_property(store, quad.predicate), _value(store, quad.subject)) for quad in pointing[:_MOST_POINTING]]
    properties = [(_property(store, predicate), found) for predicate, found in values.items()]
    return rendered(
        "thing.html",
        title=label_of(store, thing),
        names=_names(store, thing),
        iri=thing.value,
        properties=sorted(properties, key=lambda line: line[0]["name"]),
        passages=[_passage_texts(store, passage) for passage in passages],
        pointing=sorted(named_by, key=lambda line: (line[0]["name"], line[1]["text"])),
        most_pointing=_MOST_POINTING if len(pointing) > _MOST_POINTING else 0,
        alternates=alternates(address_of(thing)),
    )


def _passage_texts(store: ox.Store, passage: Node) -> dict[str, Any]:
    places = [*nodes(store, passage, OA + "hasSource"), *literals(store, passage, PARA + "section")]
    selectors = nodes(store, passage, _SELECTOR)
    return {
        "quotes": [text for selector in selectors for text in literals(store, selector, OA + "exact")],
        "paraphrases": literals(store, passage, PARA + "paraphrase"),
        "places": [_value(store, place) for place in places],
        "cited": [_value(store, source) for source in nodes(store, passage, PARA + "citesSource")],
    }


def _value(store: ox.Store, term: object) -> dict[str, str]:
    """A term as the templates show it: a text with its language, or a label with its address."""
    if isinstance(term, ox.NamedNode | ox.BlankNode):
        return {"text": label_of(store, term), "address": address_of(term)}
    if isinstance(term, ox.Literal):
        return {"text": term.value, "language": term.language or ""}
    return {"text": str(term), "language": ""}


def _property(store: ox.Store, predicate: ox.NamedNode) -> dict[str, str]:
    labels = labels_of(store, predicate)
    names = dict.fromkeys(labels[tag] for tag in ("en", "id") if tag in labels) or [short(predicate.value)]
    return {"iri": predicate.value, "name": " / ".join(names)}


def _names(store: ox.Store, thing: ox.NamedNode) -> list[tuple[str, str]]:
    """The names in English and in Indonesian with their languages, one when they are the same; else any name."""
    labels = labels_of(store, thing)
    names = {labels[tag]: tag for tag in ("id", "en") if tag in labels}
    return [(tag, name) for name, tag in reversed(names.items())] or [("", label_of(store, thing))]
