"""The SHACL shapes: load them fast, tell what they target, and write their paths and values for people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, RDFS, SH, XSD
from rdflib.term import Node

from paradiplomacy.errors import UnreadableInput
from paradiplomacy.rdf.convert import to_graph
from paradiplomacy.rdf.namespaces import PREFIXES, prefixed
from paradiplomacy.rdf.read import load_store
from paradiplomacy.release import shapes_file

_TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
_REPEATS = ((SH.zeroOrMorePath, "*"), (SH.oneOrMorePath, "+"), (SH.zeroOrOnePath, "?"))


@dataclass(frozen=True)
class Shapes:
    """The shapes of one file, as an rdflib graph."""

    path: Path
    graph: Graph

    def targeted(self) -> list[Node]:
        """The shapes that say what they are about: those with a target or that are classes themselves."""
        found = {shape for target in _TARGETS for shape in self.graph.subjects(target, None)}
        found |= {
            shape
            for shape in self.graph.subjects(RDF.type, RDFS.Class)
            if (shape, RDF.type, SH.NodeShape) in self.graph
        }
        return sorted((shape for shape in found if not self._is_deactivated(shape)), key=str)

    def property_shapes(self) -> list[Node]:
        """Every shape with a path."""
        return sorted(set(self.graph.subjects(SH.path, None)), key=str)

    def known_classes(self) -> list[str]:
        """The classes whose instances some shape looks at."""
        return sorted({str(found) for found in self.graph.objects(None, SH.targetClass)})

    def focus_nodes(self, shape: Node, data: Graph) -> set[Node]:
        """The nodes of `data` that the shape targets; subclasses count, as in SHACL."""
        found = {node for node in self.graph.objects(shape, SH.targetNode) if _occurs(node, data)}
        classes = set(self.graph.objects(shape, SH.targetClass))
        if (shape, RDF.type, RDFS.Class) in self.graph:
            classes.add(shape)
        for wanted in classes:
            for subclass in data.transitive_subjects(RDFS.subClassOf, wanted):
                found.update(data.subjects(RDF.type, subclass))
        for predicate in self.graph.objects(shape, SH.targetSubjectsOf):
            found.update(data.subjects(predicate, None))
        for predicate in self.graph.objects(shape, SH.targetObjectsOf):
            found.update(data.objects(None, predicate))
        return found

    @cached_property
    def flattened(self) -> Graph:
        """Shapes that find the same and that pySHACL runs several times faster.

        A property shape gets the targets of the node shapes that list it, which then no longer list it.
        pySHACL runs a shape with targets once for all its nodes, but a listed one again for each node.
        """
        graph = Graph(bind_namespaces="none")
        graph += self.graph
        graph.namespace_manager = self.graph.namespace_manager
        for shape in self.targeted():
            if (None, None, shape) in self.graph:
                continue  # another shape refers to it and needs it whole
            targets = [(kind, node) for kind in _TARGETS for node in self.graph.objects(shape, kind)]
            if (shape, RDF.type, RDFS.Class) in self.graph:
                targets.append((SH.targetClass, shape))
            if (shape, SH.closed, Literal(True)) in self.graph:
                _ignore_listed(shape, graph)
            for listed in self.graph.objects(shape, SH.property):
                graph.remove((shape, SH.property, listed))
                for kind, node in targets:
                    graph.add((listed, kind, node))
        return graph

    def _is_deactivated(self, shape: Node) -> bool:
        return (shape, SH.deactivated, Literal(True)) in self.graph


def load_shapes(path: Path | None = None) -> Shapes:
    """The project's shapes, or those of the file `path`; raises UnreadableInput as `load_store` does."""
    file = path or shapes_file()
    graph = to_graph(load_store([file]))
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)  # for the messages that pySHACL words itself
    return Shapes(file, graph)


def path_text(path: object, graph: Graph) -> str:
    """A SHACL path as SPARQL writes it; `graph` holds the nodes of a path that is no plain property.

    >>> path_text(RDFS.label, Graph())
    'rdfs:label'
    """
    if isinstance(path, URIRef):
        return prefixed(str(path))
    if not isinstance(path, BNode):
        return ""
    for repeat, sign in _REPEATS:
        for inner in graph.objects(path, repeat):
            return _grouped(inner, graph) + sign
    for inner in graph.objects(path, SH.inversePath):
        return "^" + _grouped(inner, graph)
    for branches in graph.objects(path, SH.alternativePath):
        return "|".join(_grouped(inner, graph) for inner in _items(branches, graph))
    return "/".join(_grouped(inner, graph) for inner in _items(path, graph))


def node_text(node: Node) -> str:
    """The name under which findings speak of a node.

    >>> node_text(URIRef("http://example.org/")), node_text(BNode("b"))
    ('http://example.org/', '_:b')
    """
    return str(node) if isinstance(node, URIRef) else node.n3()


def value_text(value: object) -> str:
    """A value as the Turtle of the project writes it.

    >>> value_text(Literal("at least 70", lang="en"))
    '"at least 70"@en'
    """
    if isinstance(value, URIRef):
        return prefixed(str(value))
    if not isinstance(value, Literal):
        return "" if value is None else "[…]"
    if value.datatype in (XSD.integer, XSD.decimal, XSD.boolean) and not value.ill_typed:
        return str(value)
    text = Literal(str(value), lang=value.language).n3()
    return f"{text}^^{prefixed(str(value.datatype))}" if value.datatype else text


def _ignore_listed(shape: Node, graph: Graph) -> None:
    """Let a closed shape keep the properties that it allows when it no longer lists their shapes."""
    ignored = [item for head in graph.objects(shape, SH.ignoredProperties) for item in Collection(graph, head)]
    allowed = [path for listed in graph.objects(shape, SH.property) for path in graph.objects(listed, SH.path)]
    graph.remove((shape, SH.ignoredProperties, None))
    head = BNode()
    Collection(graph, head, [*ignored, *(path for path in allowed if isinstance(path, URIRef))])
    graph.add((shape, SH.ignoredProperties, head))


def _grouped(path: object, graph: Graph) -> str:
    text = path_text(path, graph)
    return f"({text})" if isinstance(path, BNode) and ("/" in text or "|" in text) else text


def _items(head: Node, graph: Graph) -> Iterator[object]:
    if (head, RDF.first, None) not in graph:
        raise UnreadableInput(f"a sh:path has no list where it needs one: {head}")
    yield from Collection(graph, head)


def _occurs(node: Node, data: Graph) -> bool:
    return (node, None, None) in data or (None, None, node) in data
