"""Describe a dataset in VoID with counts that are computed from the graph, never typed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from paradiplomacy.errors import EndpointError
from paradiplomacy.rdf.facts import TYPE
from paradiplomacy.rdf.namespaces import ID, PREFIXES, SKOS, XSD
from paradiplomacy.sparql.embedded import Embedded
from paradiplomacy.sparql.endpoint import Endpoint

VOID = PREFIXES["void"]
DATASET = ox.NamedNode(ID + "dataset")
DESCRIPTION = ID + "graph-dataset"
LINKSET = ox.NamedNode(ID + "linkset-wikidata")
MATCH = ox.NamedNode(SKOS + "exactMatch")


def description_of(graphs: Mapping[str, Iterable[ox.Quad]]) -> list[ox.Quad]:
    """What the graphs say of the dataset and its named graphs: the graph of the description, and what each source adds.

    A source that was added from tables has the lines about its own graph in that graph.
    """
    own = {DATASET.value, *graphs}
    return [
        quad
        for name, quads in graphs.items()
        for quad in quads
        if name == DESCRIPTION or getattr(quad.subject, "value", "") in own
    ]


def describe(graphs: Mapping[str, Iterable[ox.Quad]], description: Iterable[ox.Quad]) -> list[ox.Quad]:
    """The ``description`` of the dataset (what ``data/dataset.ttl`` states) with counts added.

    ``graphs`` holds the triples of each named graph by its IRI; all of them together are the dataset.
    """
    store = ox.Store()
    for name, quads in graphs.items():
        places = (ox.DefaultGraph(), ox.NamedNode(name))
        store.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object, at) for quad in quads for at in places)
    return describe_endpoint(Embedded(store), description)


def describe_endpoint(
    endpoint: Endpoint, description: Iterable[ox.Quad], named: Endpoint | None = None
) -> list[ox.Quad]:
    """The ``description`` of the dataset with the counts of the graph behind ``endpoint`` added.

    The counts are those of the default graph (VoID: triples, entities, distinct subjects and objects, properties,
    classes, a partition for each class and property), of its links to Wikidata, and of each named graph that the
    description lists, counted where the endpoint ``named``, the same unless given, has it. Only counts are
    fetched, so the size of the graph does not matter. Raises EndpointError when the endpoint does not answer.
    """
    described = [ox.Quad(quad.subject, quad.predicate, quad.object) for quad in description]
    return [*described, *_dataset(endpoint), *_partitions(endpoint), *_named_graphs(named or endpoint, described)]


def _dataset(endpoint: Endpoint) -> Iterator[ox.Quad]:
    whole = "?s ?p ?o"
    entities = f'{whole} . FILTER(isIRI(?s) && STRSTARTS(STR(?s), "{ID}"))'
    links = f'?s {MATCH} ?o . FILTER(isIRI(?o) && STRSTARTS(STR(?o), "{PREFIXES["wd"]}"))'
    for node, name, what, pattern in (
        (DATASET, "triples", "*", whole),
        (DATASET, "entities", "DISTINCT ?s", entities),
        (DATASET, "distinctSubjects", "DISTINCT ?s", whole),
        (DATASET, "distinctObjects", "DISTINCT ?o", whole),
        (DATASET, "properties", "DISTINCT ?p", whole),
        (DATASET, "classes", "DISTINCT ?o", f"?s {TYPE} ?o"),
        (LINKSET, "triples", "*", links),
    ):
        for (number,) in endpoint.select(f"SELECT (COUNT({what}) AS ?n) WHERE {{ {pattern} }}").rows:
            yield count(node, name, _integer(number))


def _partitions(endpoint: Endpoint) -> Iterator[ox.Quad]:
    """The properties and classes of the whole, the properties of each class, and under each the classes of its values.

    A row gives the terms of a partition, from the outermost, and what is counted in it.
    """
    member = f"?s {TYPE} ?class . FILTER(isIRI(?class))"
    reached = f"{member} ?s ?p ?o . ?o {TYPE} ?reached . FILTER(isIRI(?reached))"
    counted = "(COUNT(*) AS ?a) (COUNT(DISTINCT ?s) AS ?b) (COUNT(DISTINCT ?o) AS ?c)"
    for kinds, terms, numbers, names, pattern in (
        (("property",), "?p", counted, ("triples", "distinctSubjects", "distinctObjects"), "?s ?p ?o"),
        (("class",), "?class", "(COUNT(DISTINCT ?s) AS ?a)", ("entities",), member),
        (("class",), "?class", "(COUNT(*) AS ?a)", ("triples",), f"{member} ?s ?p ?o"),
        (("class", "property"), "?class ?p", "(COUNT(*) AS ?a)", ("triples",), f"{member} ?s ?p ?o"),
        (("class", "property", "class"), "?class ?p ?reached", "(COUNT(*) AS ?a)", ("triples",), reached),
    ):
        for row in endpoint.select(f"SELECT {terms} {numbers} WHERE {{ {pattern} }} GROUP BY {terms}").rows:
            found = [_iri(term) for term in row[: len(kinds)]]
            slugs = [slug(term) for term in found]
            slugs[2:] = [f"to-{name}" for name in slugs[2:]]
            node, whole = (
                ox.NamedNode("-".join((f"{ID}partition", *part))) if part else DATASET for part in (slugs, slugs[:-1])
            )
            if whole == DATASET:
                yield ox.Quad(DATASET, ox.NamedNode(VOID + "vocabulary"), ox.NamedNode(namespace_of(found[-1].value)))
            yield ox.Quad(whole, ox.NamedNode(f"{VOID}{kinds[-1]}Partition"), node)
            yield ox.Quad(node, ox.NamedNode(VOID + kinds[-1]), found[-1])
            for name, number in zip(names, row[len(kinds) :], strict=True):
                yield count(node, name, _integer(number))


def _named_graphs(endpoint: Endpoint, description: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    names = sorted({str(quad.subject) for quad in description if isinstance(quad.subject, ox.NamedNode)})
    pattern = f"VALUES ?g {{ {' '.join(names)} }} GRAPH ?g {{ ?s ?p ?o }}"
    for graph, number in endpoint.select(f"SELECT ?g (COUNT(*) AS ?n) WHERE {{ {pattern} }} GROUP BY ?g").rows:
        if graph is not None and _integer(number):
            yield count(_iri(graph), "triples", _integer(number))


def _iri(term: object) -> ox.NamedNode:
    if not isinstance(term, ox.NamedNode):
        raise EndpointError(f"The endpoint gave {term} where an IRI was asked for; its graph is not valid RDF.")
    return term


def _integer(term: object) -> int:
    try:
        return int(getattr(term, "value", ""))
    except ValueError:
        raise EndpointError(f"The endpoint gave {term} where a number was asked for.") from None


def count(node: ox.NamedNode, name: str, number: int) -> ox.Quad:
    """The statement that ``node`` has ``number`` of what VoID calls ``name``."""
    value = ox.Literal(str(number), datatype=ox.NamedNode(XSD + "integer"))
    return ox.Quad(node, ox.NamedNode(VOID + name), value)


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
    prefixes = {known: prefix for prefix, known in PREFIXES.items()}
    return f"{prefixes.get(namespace) or hashlib.sha256(namespace.encode()).hexdigest()[:8]}-{local}"
