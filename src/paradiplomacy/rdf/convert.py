"""Carry RDF terms between Oxigraph, which parses fast, and rdflib, which pySHACL and our writer need."""

from __future__ import annotations

import contextlib
import logging
import re
import warnings
from collections.abc import Iterable, Iterator

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef

from paradiplomacy.rdf.facts import plain
from paradiplomacy.rdf.namespaces import XSD

_YEAR = r"-?([1-9]\d{3,}|0\d{3})"
_MONTH = r"(0[1-9]|1[0-2])"
_DAY = r"(0[1-9]|[12]\d|3[01])"
_ZONE = r"(Z|[+-](0\d|1[0-3]):[0-5]\d|[+-]14:00)?"
# rdflib takes any text for a gYear or a gMonth, and "1999-W04" for a date; SHACL has to refuse them.
_FORMS = {
    XSD + name: re.compile(form)
    for name, form in {
        "gYear": _YEAR + _ZONE,
        "gYearMonth": f"{_YEAR}-{_MONTH}{_ZONE}",
        "gMonth": f"--{_MONTH}{_ZONE}",
        "gMonthDay": f"--{_MONTH}-{_DAY}{_ZONE}",
        "gDay": f"---{_DAY}{_ZONE}",
        "date": f"{_YEAR}-{_MONTH}-{_DAY}{_ZONE}",
        "duration": r"-?P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?",
    }.items()
}

Node = URIRef | BNode | Literal


def triples(quads: Iterable[ox.Quad]) -> Iterator[tuple[Node, Node, Node]]:
    """The triples of ``quads`` as rdflib terms, literals exactly as written; graph names are dropped."""
    known: dict[object, Node] = {}

    def term(node: object) -> Node:
        if (found := known.get(node)) is None:
            found = known[node] = to_rdflib(node)
        return found

    for quad in quads:
        yield term(quad.subject), term(quad.predicate), term(quad.object)


def to_rdflib(node: object) -> Node:
    """One term of pyoxigraph as a term of rdflib.

    >>> to_rdflib(ox.Literal("01", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")))
    rdflib.term.Literal('01', datatype=rdflib.term.URIRef('http://www.w3.org/2001/XMLSchema#integer'))
    """
    if isinstance(node, ox.NamedNode):
        return URIRef(node.value)
    if isinstance(node, ox.BlankNode):
        return BNode(node.value)
    node = plain(node)
    assert isinstance(node, ox.Literal)
    if node.language:
        return Literal(node.value, lang=node.language)
    datatype = node.datatype.value
    if datatype == XSD + "string":
        return Literal(node.value)
    # Without ``normalize=False`` rdflib would rewrite "01" as "1" and hide what the file says.
    literal = Literal(node.value, datatype=URIRef(datatype), normalize=False)
    if datatype in _FORMS and not _FORMS[datatype].fullmatch(node.value):
        literal._ill_typed = True
    return literal


def from_rdflib(node: object) -> ox.NamedNode | ox.BlankNode | ox.Literal | None:
    """One term of rdflib as a term of pyoxigraph; None for anything else."""
    if isinstance(node, URIRef):
        return ox.NamedNode(str(node))
    if isinstance(node, BNode):
        return ox.BlankNode(str(node))
    if not isinstance(node, Literal):
        return None
    datatype = ox.NamedNode(str(node.datatype)) if node.datatype else None
    return ox.Literal(str(node), language=node.language) if node.language else ox.Literal(str(node), datatype=datatype)


def to_graph(quads: Iterable[ox.Quad]) -> Graph:
    """An rdflib graph of ``quads``, without rdflib's own slow parser."""
    graph = Graph(bind_namespaces="none")
    add = graph.store.add
    with quiet_literals():
        for triple in triples(quads):
            add(triple, graph)
    return graph


@contextlib.contextmanager
def quiet_literals() -> Iterator[None]:
    """Keep rdflib from printing a traceback or warning for each literal that its datatype refuses."""
    logger = logging.getLogger("rdflib.term")
    disabled, logger.disabled = logger.disabled, True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            yield
    finally:
        logger.disabled = disabled
