"""The description of the server in RDF: the SPARQL service description, and the dataset in VoID."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from paradiplomacy.rdf.namespaces import PREFIXES, RDF, XSD
from paradiplomacy.server.media import RDF_FORMATS

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = PREFIXES["void"]
_FORMATS = "http://www.w3.org/ns/formats/"
_WRITTEN = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "JSON-LD", "RDF_XML"),
)

Value = ox.NamedNode | ox.Literal


def service(base: str, triples: int, graphs: Iterable[str]) -> list[ox.Triple]:
    """The description of the endpoint under ``base`` with ``triples`` in the default graph and the named ``graphs``."""
    endpoint = ox.NamedNode(f"{base}/sparql")
    dataset = ox.NamedNode(f"{base}/sparql#dataset")
    default = ox.NamedNode(f"{base}/sparql#default-graph")
    found = [
        *_triples(endpoint, RDF + "type", ox.NamedNode(SD + "Service")),
        *_triples(endpoint, SD + "endpoint", endpoint),
        *_triples(endpoint, SD + "supportedLanguage", ox.NamedNode(SD + "SPARQL11Query")),
        *_triples(endpoint, SD + "resultFormat", *(ox.NamedNode(_FORMATS + name) for name in _WRITTEN)),
        *_triples(endpoint, SD + "defaultDataset", dataset),
        *_triples(dataset, RDF + "type", ox.NamedNode(SD + "Dataset")),
        *_triples(dataset, SD + "defaultGraph", default),
        *_triples(default, RDF + "type", ox.NamedNode(SD + "Graph")),
        *_triples(default, VOID + "triples", _number(triples)),
    ]
    for number, name in enumerate(graphs, 1):
        graph = ox.NamedNode(f"{base}/sparql#graph-{number}")
        found += _triples(dataset, SD + "namedGraph", graph)
        found += _triples(graph, RDF + "type", ox.NamedNode(SD + "NamedGraph"))
        found += _triples(graph, SD + "name", ox.NamedNode(name))
    return found


def dataset(base: str, triples: int, described: Iterable[ox.Triple], own: str) -> list[ox.Triple]:
    """The dataset in VoID: the triples ``described`` about the dataset ``own``, and its addresses under ``base``.

    Without a description, the dataset has a name under ``base`` and its number of ``triples``.
    """
    known = list(described)
    node = ox.NamedNode(own if known else f"{base}/.well-known/void#dataset")
    if not known:
        known += _triples(node, RDF + "type", ox.NamedNode(VOID + "Dataset"))
        known += _triples(node, VOID + "triples", _number(triples))
    dumps = (ox.NamedNode(f"{base}/download/paradiplomacy.{name}") for name in ("ttl", "nt", "nq", "jsonld"))
    known += _triples(node, VOID + "sparqlEndpoint", ox.NamedNode(f"{base}/sparql"))
    known += _triples(node, VOID + "dataDump", *dumps)
    return known


def written(triples: Iterable[ox.Triple], form: str) -> bytes:
    """The triples in one of the graph formats."""
    found = list(triples)
    text = " ".join(map(str, found))
    prefixes = {prefix: iri for prefix, iri in {"sd": SD, **PREFIXES}.items() if iri in text}
    return ox.serialize(found, format=RDF_FORMATS[form], prefixes=None if form == "nt" else prefixes) or b""


def _triples(subject: ox.NamedNode, predicate: str, *values: Value) -> list[ox.Triple]:
    return [ox.Triple(subject, ox.NamedNode(predicate), value) for value in values]


def _number(number: int) -> ox.Literal:
    return ox.Literal(str(number), datatype=ox.NamedNode(XSD + "integer"))
