"""What the store says of one thing: its triples, the words of its sources, and what points to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from urllib.parse import quote

import pyoxigraph as ox

from paradiplomacy.names.labels import labels_of
from paradiplomacy.rdf.namespaces import ID, OA, PARA, short
from paradiplomacy.server.html import Markup, element, joined, link, page, table
from paradiplomacy.server.wire import Reply
from paradiplomacy.sparql.answer import Answer

_EVIDENCE = ox.NamedNode(PARA + "evidence")
_SELECTOR = ox.NamedNode(OA + "hasSelector")
_EXACT = ox.NamedNode(OA + "exact")
_SOURCE = ox.NamedNode(OA + "hasSource")
_PARAPHRASE = ox.NamedNode(PARA + "paraphrase")
_SECTION = ox.NamedNode(PARA + "section")
_CITED = ox.NamedNode(PARA + "citesSource")
_GRAPH = ox.DefaultGraph()
# A concept such as a sector may be named by millions of records.
_MOST_TRIPLES = 10_000
_MOST_POINTING = 200
_EXTENSIONS = {"text/turtle": "ttl", "application/n-triples": "nt", "application/ld+json": "jsonld"}

Node = ox.NamedNode | ox.BlankNode


def described(store: ox.Store, thing: ox.NamedNode, form: str, media_type: str) -> Reply:
    """``thing`` in the form ``form`` (ttl, nt, jsonld, html); a refusal with 404 when the store knows no such thing."""
    own = list(_triples(store, thing))
    if not own:
        return Reply.refusal(404, f"The graph says nothing of <{thing.value}>.")
    if form == "html":
        return Reply(200, media_type, _page(store, thing, own))
    # The passages go with it, so that the words of the source are where the fact is.
    triples = [*own, *(triple for passage in _objects(store, thing, _EVIDENCE) for triple in _passage(store, passage))]
    pointing = store.quads_for_pattern(None, None, thing, _GRAPH)
    triples += [quad.triple for quad in islice(pointing, _MOST_TRIPLES)]
    return Reply(200, media_type, _written(triples, form))


def _written(triples: list[ox.Triple], form: str) -> bytes:
    if form == "jsonld":
        from paradiplomacy.rdf.write import jsonld

        return jsonld(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in triples).encode()
    if form == "nt":
        return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    return (
        Answer(["s", "p", "o"], [(t.subject, t.predicate, t.object) for t in triples], "triples").to_turtle().encode()
    )


def _triples(store: ox.Store, node: Node) -> Iterator[ox.Triple]:
    return (quad.triple for quad in islice(store.quads_for_pattern(node, None, None, _GRAPH), _MOST_TRIPLES))


def _passage(store: ox.Store, passage: Node) -> Iterator[ox.Triple]:
    yield from _triples(store, passage)
    for selector in _objects(store, passage, _SELECTOR):
        yield from _triples(store, selector)


def _objects(store: ox.Store, node: Node, predicate: ox.NamedNode) -> list[Node]:
    quads = store.quads_for_pattern(node, predicate, None, _GRAPH)
    found = (quad.object for quad in quads)
    return sorted((item for item in found if isinstance(item, ox.NamedNode | ox.BlankNode)), key=str)


def _texts(store: ox.Store, node: Node, predicate: ox.NamedNode) -> list[ox.Literal]:
    quads = store.quads_for_pattern(node, predicate, None, _GRAPH)
    return [quad.object for quad in quads if isinstance(quad.object, ox.Literal)]


def _page(store: ox.Store, thing: ox.NamedNode, own: list[ox.Triple]) -> bytes:
    name = quote(thing.value.removeprefix(ID))
    title = _label(store, thing)
    values: dict[ox.NamedNode, list[Markup]] = defaultdict(list)
    for triple in sorted(own, key=lambda triple: str(triple.object)):
        if triple.predicate not in (_EVIDENCE, _SELECTOR):
            values[triple.predicate].append(_value(store, triple.object))
    lines = [(_property(store, key), joined(shown, "<br>")) for key, shown in values.items()]
    passages = _objects(store, thing, _EVIDENCE)
    if not passages and _objects(store, thing, _SELECTOR):
        passages = [thing]
    content = [
        element("h1", *_both(store, thing)),
        element("p", thing.value, class_="iri"),
        table(sorted(lines)),
        *_section("In the words of the source", [_quotation(store, passage) for passage in passages]),
        *_section("Named by", list(_pointing(store, thing))),
        element(
            "p", "The same as ", joined((link(f"/id/{name}.{end}", end) for end in _EXTENSIONS.values()), ", "), "."
        ),
    ]
    alternates = {kind: f"/id/{name}.{end}" for kind, end in _EXTENSIONS.items()}
    return page(title, *content, alternates=alternates)


def _section(title: str, parts: list[Markup]) -> list[Markup]:
    return [element("h2", title), *parts] if parts else []


def _quotation(store: ox.Store, passage: Node) -> Markup:
    said = [
        element("p", "“", text.value, "”", **({"lang": text.language} if text.language else {}))
        for selector in _objects(store, passage, _SELECTOR)
        for text in _texts(store, selector, _EXACT)
    ]
    paraphrase = [element("p", text.value, class_="other") for text in _texts(store, passage, _PARAPHRASE)]
    places = [link(_address(node), _label(store, node)) for node in _objects(store, passage, _SOURCE)]
    places += [element("span", text.value, lang=text.language or "en") for text in _texts(store, passage, _SECTION)]
    cited = [
        joined(["citing ", link(_address(node), _label(store, node))]) for node in _objects(store, passage, _CITED)
    ]
    where = element("p", "— ", joined([*places, *cited], ", "))
    return element("blockquote", *said, *paraphrase, where)


def _pointing(store: ox.Store, thing: ox.NamedNode) -> Iterator[Markup]:
    quads = list(islice(store.quads_for_pattern(None, None, thing, _GRAPH), _MOST_POINTING + 1))
    lines = [
        (_property(store, quad.predicate), link(_address(quad.subject), _label(store, quad.subject)))
        for quad in quads[:_MOST_POINTING]
        if isinstance(quad.subject, ox.NamedNode | ox.BlankNode)
    ]
    if lines:
        yield table(sorted(lines))
    if len(quads) > _MOST_POINTING:
        yield element("p", f"… and more than these {_MOST_POINTING}; ask the endpoint for all.")


def _value(store: ox.Store, term: object) -> Markup:
    if isinstance(term, ox.Literal):
        return element("span", term.value, lang=term.language) if term.language else joined([term.value])
    if isinstance(term, ox.NamedNode | ox.BlankNode):
        return link(_address(term), _label(store, term))
    return joined([str(term)])


def _property(store: ox.Store, predicate: ox.NamedNode) -> Markup:
    labels = labels_of(store, predicate)
    names = dict.fromkeys(labels[tag] for tag in ("en", "id") if tag in labels) or {short(predicate.value): None}
    return element("span", " / ".join(names), title=predicate.value)


def _both(store: ox.Store, thing: ox.NamedNode) -> list[Markup]:
    """The names in English and in Indonesian, one when they are the same."""
    labels = labels_of(store, thing)
    names = [element("span", labels[tag], lang=tag) for tag in ("en", "id") if tag in labels]
    if len(names) == 2 and labels["en"] == labels["id"]:
        names = names[:1]
    return [joined(names, " / ")] if names else [joined([_label(store, thing)])]


def _label(store: ox.Store, node: Node) -> str:
    labels = labels_of(store, node)
    plain = node.value if isinstance(node, ox.BlankNode) else short(node.value)
    return labels.get("en") or labels.get("") or next(iter(labels.values()), plain)


def _address(node: Node) -> str:
    """Where a click leads: to this server for the things of the graph and its vocabulary, else to the IRI."""
    if isinstance(node, ox.BlankNode):
        return ""
    if node.value.startswith(ID):
        return f"/id/{quote(node.value.removeprefix(ID))}"
    if node.value.startswith(PARA):
        return f"/ontology#{quote(node.value.removeprefix(PARA))}"
    return node.value
