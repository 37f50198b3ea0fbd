"""Write the stored queries as RDF, in the form in which SPARQL editors look for examples on an endpoint."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from paradiplomacy.errors import UnreadableInput
from paradiplomacy.queries.stored import StoredQuery
from paradiplomacy.rdf.namespaces import ID, OWL, PREFIXES, RDF, RDFS, SH, XSD
from paradiplomacy.sparql.text import declarations, query_form

SCHEMA = PREFIXES["schema"]
DECLARATIONS = ox.NamedNode(ID + "query-prefixes")
# The kind of answer that a query gives → its class and the property that holds its text.
_KINDS = {
    "select": ("SPARQLSelectExecutable", "select"),
    "ask": ("SPARQLAskExecutable", "ask"),
    "triples": ("SPARQLConstructExecutable", "construct"),
}


def describe(queries: Iterable[StoredQuery]) -> list[ox.Quad]:
    """Each query as a sh:SPARQLExecutable, and the prefixes that they use as sh:declare nodes with IRIs.

    The text of a query keeps its PREFIX lines, so that it runs as it is, and loses its ``#+`` header, which says
    the same as the other properties. Raises UnreadableInput for a query that is broken or a DESCRIBE, for which SHACL
    has no term, and for a prefix that stands for two namespaces.
    """
    namespaces: dict[str, str] = {}
    quads: list[ox.Quad] = []
    for query in queries:
        quads += _query(query)
        for prefix, namespace in declarations(query.text):
            if namespaces.setdefault(prefix, namespace) != namespace:
                raise UnreadableInput(
                    f"{query.path or query.name}: the prefix {prefix}: stands for {namespace} here "
                    f"and for {namespaces[prefix]} in another query; use one of them."
                )
    quads += _declarations(namespaces)
    return quads


def _query(query: StoredQuery) -> Iterator[ox.Quad]:
    from paradiplomacy.graph import Graph

    text = re.sub(r"(?m)^#\+.*\n", "", query.text).lstrip("\n")
    if query_form(text) == "DESCRIBE":
        raise UnreadableInput(f"{query.path or query.name}: SHACL has no term for DESCRIBE; write a CONSTRUCT instead.")
    kind, name = _KINDS[Graph(ox.Store()).query(query).kind]
    node = ox.NamedNode(f"{ID}query-{query.name}")
    values: list[tuple[str, ox.NamedNode | ox.Literal]] = [
        (RDF + "type", ox.NamedNode(SH + "SPARQLExecutable")),
        (RDF + "type", ox.NamedNode(SH + kind)),
        (SH + "prefixes", DECLARATIONS),
        (SH + name, ox.Literal(text)),
    ]
    for name, texts in (("label", query.summary), ("comment", query.description)):
        values += [(RDFS + name, ox.Literal(text, language=lang)) for lang, text in texts.items() if text]
    values += [(SCHEMA + "keywords", ox.Literal(tag)) for tag in query.tags]
    for predicate, value in values:
        yield ox.Quad(node, ox.NamedNode(predicate), value)


def _declarations(namespaces: dict[str, str]) -> Iterator[ox.Quad]:
    yield ox.Quad(DECLARATIONS, ox.NamedNode(RDF + "type"), ox.NamedNode(OWL + "Ontology"))
    yield ox.Quad(DECLARATIONS, ox.NamedNode(RDFS + "label"), ox.Literal("Prefixes of the queries", language="en"))
    yield ox.Quad(DECLARATIONS, ox.NamedNode(RDFS + "label"), ox.Literal("Awalan untuk kueri", language="id"))
    for prefix, namespace in namespaces.items():
        node = ox.NamedNode(f"{ID}prefix-{prefix}")
        yield ox.Quad(DECLARATIONS, ox.NamedNode(SH + "declare"), node)
        yield ox.Quad(node, ox.NamedNode(SH + "prefix"), ox.Literal(prefix))
        address = ox.Literal(namespace, datatype=ox.NamedNode(XSD + "anyURI"))
        yield ox.Quad(node, ox.NamedNode(SH + "namespace"), address)
