"""rdflib's ``longturtle`` without its three losses: lexical forms, invented prefixes, unused prefixes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping

import pyoxigraph as ox
from rdflib import OWL, RDF, RDFS, BNode, Graph, Literal, URIRef
from rdflib.compare import to_canonical_graph
from rdflib.plugins.serializers.longturtle import LongTurtleSerializer
from rdflib.term import Node

from paradiplomacy.rdf.convert import quiet_literals, to_graph
from paradiplomacy.rdf.namespaces import PREFIXES, XSD
from paradiplomacy.rdf.turtle.locate import outline

# Literals that Turtle can write without quotes; any other form of these datatypes is written in full.
_PLAIN = {
    f"{XSD}integer": re.compile(r"[+-]?\d+"),
    f"{XSD}decimal": re.compile(r"[+-]?\d*\.\d+"),
    f"{XSD}double": re.compile(r"[+-]?(\d+\.\d*|\.?\d+)[eE][+-]?\d+"),
    f"{XSD}boolean": re.compile(r"true|false"),
}

# What a file opens with, by the class of the node.
_FIRST = (
    (OWL.Ontology,),
    (OWL.Class, RDFS.Class),
    (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, RDF.Property),
)


def serialise(quads: Iterable[ox.Quad], prefixes: Mapping[str, str]) -> str:
    """The triples of ``quads`` as canonical ``longturtle``, with those of ``prefixes`` that it uses.

    The project's own prefixes stand in where ``prefixes`` has none for a namespace.
    """
    graph = to_graph(quads)
    for prefix, namespace in (PREFIXES | dict(prefixes)).items():
        graph.bind(prefix, namespace, replace=True)
    stream = io.BytesIO()
    with quiet_literals():
        writer = _Writer(graph)  # type: ignore[no-untyped-call]
        writer.serialize(stream, encoding="utf-8", canon=True)
    return _without_unused_prefixes(stream.getvalue().decode("utf-8"))


def _without_unused_prefixes(text: str) -> str:
    # rdflib also declares the prefixes of datatypes written without quotes and of rdf:first.
    plan = outline(text)
    first = plan.blocks[0].start
    head = text[:first].strip().splitlines()
    kept = [line for line in head if line.split()[1].removesuffix(":") in plan.used_prefixes]
    return "\n".join([*kept, "", text[first:]] if kept else [text[first:]])


class _Writer(LongTurtleSerializer):
    def canonize(self) -> None:
        """Name blank nodes by content and fix the order of triples, as rdflib does, keeping literals as written."""
        if not self._canon:
            return
        graph = Graph(bind_namespaces="none")
        named = to_canonical_graph(self.store)
        for triple in sorted(named, key=lambda triple: [term.n3() for term in triple]):
            graph.add(triple)
        graph.namespace_manager = self.store.namespace_manager
        self.store = graph

    def orderSubjects(self) -> list[Node]:  # noqa: N802, the name is rdflib's
        """The header, classes, properties, then the rest by IRI, each part after its whole; blank nodes last.

        rdflib orders by how often a node is referred to, so that one new triple would move other blocks.
        """

        def rank(node: Node) -> int:
            kinds = set(self.store.objects(node, RDF.type))
            return next((rank for rank, first in enumerate(_FIRST) if kinds.intersection(first)), len(_FIRST))

        iris = [node for node in self._subjects if isinstance(node, URIRef)]
        blank = [node for node in self._subjects if isinstance(node, BNode)]
        keys = self._family_names(iris)
        return [
            *sorted(iris, key=lambda node: (rank(node), keys[node])),
            *sorted(blank, key=lambda node: (self._references[node], node)),
        ]

    def _family_names(self, iris: list[URIRef]) -> dict[URIRef, tuple[str, ...]]:
        """For each node the names of the wholes that it is part of, and its own.

        A part is a node that its whole refers to and whose name continues the name of the whole, as a quote
        (``…-p-street-quote``) that of its passage (``…-p-street``).
        """
        names: dict[URIRef, tuple[str, ...]] = {}
        for node in sorted(iris, key=len):
            referring = (other for other in self.store.subjects(None, node) if isinstance(other, URIRef))
            whole = max((other for other in referring if node.startswith(f"{other}-")), key=len, default=None)
            names[node] = (*(names[whole] if whole else ()), str(node))
        return names

    def get_pname(self, uri: object, gen_prefix: bool = True) -> str | None:
        """The prefixed name of ``uri``; a prefix is never invented."""
        name: str | None = super().get_pname(uri, False)  # type: ignore[no-untyped-call]
        return name

    def label(self, node: object, position: object) -> str:
        """The text of one term."""
        if isinstance(node, Literal):
            form = _PLAIN.get(str(node.datatype))
            if form and form.fullmatch(node):
                return str(node)
            if form:
                datatype = self.get_pname(node.datatype) or f"<{node.datatype}>"
                return f"{Literal(str(node)).n3()}^^{datatype}"
        text: str = super().label(node, position)  # type: ignore[no-untyped-call]
        return text
