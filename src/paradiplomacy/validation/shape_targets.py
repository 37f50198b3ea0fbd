"""What a shape looks at, as patterns of SPARQL, with the subclasses of a class written out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import Graph
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Node

from paradiplomacy.validation.conditions import either, same, term


@dataclass(frozen=True, slots=True)
class Classes:
    """The direct subclasses of each class, by their IRIs in SPARQL's writing.

    Stores without the vocabulary do not know that a city is a party; and a path such as rdfs:subClassOf* for each
    node is slow. So the subclasses are looked up once and written into the queries.
    """

    below: dict[str, set[str]]

    def of(self, wanted: Iterable[Node]) -> list[str]:
        """The classes and all their subclasses, in a fixed order, the classes themselves first.

        >>> from rdflib import URIRef
        >>> Classes({"<urn:a>": {"<urn:b>"}, "<urn:b>": {"<urn:a>"}}).of([URIRef("urn:a")])
        ['<urn:a>', '<urn:b>']
        """
        named = [term(node) for node in wanted]
        found, waiting = dict.fromkeys(named), list(named)
        while waiting:
            new = sorted(self.below.get(waiting.pop(), set()) - set(found))
            found.update(dict.fromkeys(new))
            waiting += new
        return list(found)

    def pattern(self, node: str, wanted: Iterable[Node], spare: str) -> str:
        """That `node` has one of the classes, for use in EXISTS; `spare` is a variable that is free."""
        names = self.of(wanted)
        if len(names) == 1:
            return f"{node} a {names[0]} ."
        return f"{node} a {spare} . FILTER({spare} IN ({', '.join(names)}))"


@dataclass(frozen=True, slots=True)
class Target:
    """The nodes that a shape looks at: instances of classes, subjects and objects of properties, and single nodes."""

    classes: tuple[str, ...] = ()
    subjects_of: tuple[str, ...] = ()
    objects_of: tuple[str, ...] = ()
    nodes: tuple[Node, ...] = ()

    def __or__(self, other: Target) -> Target:
        return Target(
            _merged(self.classes, other.classes),
            _merged(self.subjects_of, other.subjects_of),
            _merged(self.objects_of, other.objects_of),
            (*self.nodes, *(node for node in other.nodes if node not in self.nodes)),
        )

    def pattern(self, focus: str) -> str:
        """A pattern that gives each of the nodes, some of them more than once."""
        parts = []
        if self.classes:
            parts.append(f"VALUES ?class {{ {' '.join(self.classes)} }} {focus} a ?class .")
        parts += [f"{focus} {name} ?any ." for name in self.subjects_of]
        parts += [f"?any {name} {focus} ." for name in self.objects_of]
        if self.nodes:
            parts.append(f"VALUES {focus} {{ {' '.join(map(term, self.nodes))} }}")
        return parts[0] if len(parts) == 1 else " UNION ".join(f"{{ {part} }}" for part in parts)

    def test(self, focus: str) -> str:
        """The condition that `focus` is one of the nodes."""
        parts = [f"EXISTS {{ {focus} {name} ?any }}" for name in self.subjects_of]
        if self.classes:
            within = f"FILTER(?class IN ({', '.join(self.classes)}))" if len(self.classes) > 1 else ""
            parts.append(f"EXISTS {{ {focus} a {'?class . ' + within if within else self.classes[0]} }}")
        parts += [f"EXISTS {{ ?any {name} {focus} }}" for name in self.objects_of]
        parts += [same(focus, node) for node in self.nodes]
        return either(*parts)


def target_of(graph: Graph, shape: Node, classes: Classes) -> Target:
    """What the shape itself says that it looks at."""
    wanted = sorted(graph.objects(shape, SH.targetClass), key=str)
    if (shape, RDF.type, RDFS.Class) in graph:
        wanted.append(shape)
    return Target(
        tuple(classes.of(wanted)),
        tuple(sorted(term(node) for node in graph.objects(shape, SH.targetSubjectsOf))),
        tuple(sorted(term(node) for node in graph.objects(shape, SH.targetObjectsOf))),
        tuple(sorted(graph.objects(shape, SH.targetNode), key=str)),
    )


def known_classes(graph: Graph) -> Iterable[Node]:
    """The classes that the shapes name, of which the subclasses have to be known."""
    yield from graph.objects(None, SH.targetClass)
    yield from graph.objects(None, SH["class"])
    yield from (shape for shape in graph.subjects(RDF.type, RDFS.Class))


def _merged(one: tuple[str, ...], two: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *two)))
