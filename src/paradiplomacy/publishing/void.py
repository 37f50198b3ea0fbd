"""Describe a dataset in VoID with counts that are computed from the graph, never typed."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from paradiplomacy.rdf.namespaces import ID, PREFIXES, RDF, SKOS, XSD

VOID = PREFIXES["void"]
DATASET = ox.NamedNode(ID + "dataset")
LINKSET = ox.NamedNode(ID + "linkset-wikidata")
TYPE = ox.NamedNode(RDF + "type")
MATCH = ox.NamedNode(SKOS + "exactMatch")


def describe(graphs: Mapping[str, Iterable[ox.Quad]], description: Iterable[ox.Quad]) -> list[ox.Quad]:
    """The ``description`` of the dataset (what ``data/dataset.ttl`` states) with counts added.

    ``graphs`` holds the triples of each named graph by its IRI. The counts are those of all graphs together
    (VoID: triples, entities, distinct subjects and objects, properties, classes, a partition for each class and
    property), of each named graph that the description lists, and of the links to Wikidata.
    """
    parts = {name: {_triple(quad) for quad in quads} for name, quads in graphs.items()}
    whole = set().union(*parts.values())
    described = [_triple(quad) for quad in description]
    counts = [*_dataset(whole), *_classes(whole), *_properties(DATASET, "partition", whole, True)]
    for subset in sorted(parts.keys() & {str(quad.subject).strip("<>") for quad in described}):
        counts.append(count(ox.NamedNode(subset), "triples", len(parts[subset])))
    links = [quad for quad in whole if quad.predicate == MATCH and _is_item(quad.object)]
    counts.append(count(LINKSET, "triples", len(links)))
    return [*described, *counts]


def _dataset(triples: set[ox.Quad]) -> Iterator[ox.Quad]:
    subjects = {quad.subject for quad in triples}
    # The description says by void:uriSpace which IRIs are those of its entities.
    entities = {node for node in subjects if isinstance(node, ox.NamedNode) and node.value.startswith(ID)}
    predicates = {quad.predicate for quad in triples}
    classes = {quad.object for quad in triples if quad.predicate == TYPE}
    yield count(DATASET, "triples", len(triples))
    yield count(DATASET, "entities", len(entities))
    yield count(DATASET, "distinctSubjects", len(subjects))
    yield count(DATASET, "distinctObjects", len({quad.object for quad in triples}))
    yield count(DATASET, "properties", len(predicates))
    yield count(DATASET, "classes", len(classes))
    for namespace in {namespace_of(term.value) for term in (*predicates, *classes) if isinstance(term, ox.NamedNode)}:
        yield ox.Quad(DATASET, ox.NamedNode(VOID + "vocabulary"), ox.NamedNode(namespace))


def _classes(triples: set[ox.Quad]) -> Iterator[ox.Quad]:
    """One partition per class: how many things it has, and which properties they use towards which classes."""
    types: dict[object, set[ox.NamedNode]] = defaultdict(set)
    for quad in triples:
        if quad.predicate == TYPE and isinstance(quad.object, ox.NamedNode):
            types[quad.subject].add(quad.object)
    members: dict[ox.NamedNode, set[object]] = defaultdict(set)
    said: dict[ox.NamedNode, set[ox.Quad]] = defaultdict(set)
    for thing, classes in types.items():
        for kind in classes:
            members[kind].add(thing)
    for quad in triples:
        for kind in types.get(quad.subject, ()):
            said[kind].add(quad)
    for kind, things in members.items():
        name = f"partition-{slug(kind)}"
        node = ox.NamedNode(ID + name)
        yield ox.Quad(DATASET, ox.NamedNode(VOID + "classPartition"), node)
        yield ox.Quad(node, ox.NamedNode(VOID + "class"), kind)
        yield count(node, "entities", len(things))
        yield count(node, "triples", len(said[kind]))
        yield from _properties(node, name, said[kind], False)
        yield from _towards(name, said[kind], types)


def _properties(whole: ox.NamedNode, name: str, triples: Iterable[ox.Quad], distinct: bool) -> Iterator[ox.Quad]:
    """One partition of ``whole`` per property, with ``distinct`` also its distinct subjects and objects."""
    by_property: dict[ox.NamedNode, list[ox.Quad]] = defaultdict(list)
    for quad in triples:
        by_property[quad.predicate].append(quad)
    for predicate, quads in by_property.items():
        node = ox.NamedNode(f"{ID}{name}-{slug(predicate)}")
        yield ox.Quad(whole, ox.NamedNode(VOID + "propertyPartition"), node)
        yield ox.Quad(node, ox.NamedNode(VOID + "property"), predicate)
        yield count(node, "triples", len(quads))
        if distinct:
            yield count(node, "distinctSubjects", len({quad.subject for quad in quads}))
            yield count(node, "distinctObjects", len({quad.object for quad in quads}))


def _towards(name: str, triples: Iterable[ox.Quad], types: Mapping[object, set[ox.NamedNode]]) -> Iterator[ox.Quad]:
    """Under each property of a class, one partition per class of its values: what an editor completes from."""
    reached: dict[tuple[ox.NamedNode, ox.NamedNode], int] = defaultdict(int)
    for quad in triples:
        for kind in types.get(quad.object, ()):
            reached[quad.predicate, kind] += 1
    for (predicate, kind), number in reached.items():
        node = ox.NamedNode(f"{ID}{name}-{slug(predicate)}-to-{slug(kind)}")
        yield ox.Quad(ox.NamedNode(f"{ID}{name}-{slug(predicate)}"), ox.NamedNode(VOID + "classPartition"), node)
        yield ox.Quad(node, ox.NamedNode(VOID + "class"), kind)
        yield count(node, "triples", number)


def count(node: ox.NamedNode, name: str, number: int) -> ox.Quad:
    """The statement that ``node`` has ``number`` of what VoID calls ``name``."""
    value = ox.Literal(str(number), datatype=ox.NamedNode(XSD + "integer"))
    return ox.Quad(node, ox.NamedNode(VOID + name), value)


def _triple(quad: ox.Quad) -> ox.Quad:
    return ox.Quad(quad.subject, quad.predicate, quad.object)


def _is_item(node: object) -> bool:
    return isinstance(node, ox.NamedNode) and node.value.startswith(PREFIXES["wd"])


def namespace_of(iri: str) -> str:
    """The part of the IRI of a term before its own name.

    >>> namespace_of("http://purl.org/dc/terms/title"), namespace_of("https://example.org/a#b")
    ('http://purl.org/dc/terms/', 'https://example.org/a#')
    """
    return iri[: re.search(r"[^#/]*$", iri).start()]  # type: ignore[union-attr]  # the pattern matches any text


def slug(term: ox.NamedNode) -> str:
    """A readable name for a term that no other term has."""
    namespace = namespace_of(term.value)
    local = term.value.removeprefix(namespace)
    for prefix, known in PREFIXES.items():
        if namespace == known:
            return f"{prefix}-{local}"
    return f"{hashlib.sha256(namespace.encode()).hexdigest()[:8]}-{local}"
