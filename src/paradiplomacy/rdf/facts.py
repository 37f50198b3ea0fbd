"""Single facts of a graph, in an order that does not depend on the store; what several graphs state counts once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import pyoxigraph as ox

from paradiplomacy.errors import NotRdf11, quoted
from paradiplomacy.rdf.namespaces import RDF

TYPE = ox.NamedNode(RDF + "type")
_FIRST, _REST = ox.NamedNode(RDF + "first"), ox.NamedNode(RDF + "rest")

Node = ox.NamedNode | ox.BlankNode
Value = Node | ox.Literal | ox.Triple
Predicate = ox.NamedNode | str


class Said(dict[Node, dict[ox.NamedNode, list[Value]]]):
    """What quads say of each thing, by property: for looks at every thing, which a store answers one by one.

    Names of graphs are dropped; what is said several times stands here as often.
    """

    def __init__(self, quads: Iterable[ox.Quad] = ()) -> None:
        """Group the quads, which may be a store."""
        super().__init__()
        for subject, predicate, value, _ in quads:
            self.add(subject, predicate, value)

    def add(self, subject: Node, predicate: ox.NamedNode, value: Value) -> None:
        """Take a statement."""
        told = self.get(subject)
        if told is None:
            told = self[subject] = {}
        found = told.get(predicate)
        if found is None:
            told[predicate] = [value]
        else:
            found.append(value)

    @classmethod
    def together(cls, graphs: Iterable[Said]) -> Said:
        """What several graphs say; the graph itself where it is one."""
        first, *others = graphs
        if not others:
            return first
        found = cls()
        for graph in (first, *others):
            for subject, told in graph.items():
                own = found.setdefault(subject, {})
                for predicate, values in told.items():
                    own.setdefault(predicate, []).extend(values)
        return found

    @classmethod
    def of(cls, graph: Iterable[ox.Quad] | Said) -> Said:
        """The graph itself where it is grouped already."""
        return graph if isinstance(graph, Said) else cls(graph)

    def quads(self) -> Iterator[ox.Quad]:
        """The statements, those of one thing together."""
        for subject, told in self.items():
            for predicate, found in told.items():
                for value in found:
                    yield ox.Quad(subject, predicate, value)

    def ntriples(self) -> Iterator[str]:
        """The statements of one thing after another as N-Triples."""
        name = cache(str)  # of the few predicates
        for subject, told in self.items():
            start = str(subject)
            yield "".join(
                [f"{start} {name(predicate)} {value} .\n" for predicate, found in told.items() for value in found]
            )

    def texts(self, subject: Node, predicate: ox.NamedNode) -> list[str]:
        """The IRIs and literals of ``subject`` for ``predicate``, each once, as sorted texts."""
        found = self.get(subject, {}).get(predicate)
        if found is None:
            return []
        if len(found) == 1:
            return [found[0].value] if isinstance(found[0], ox.NamedNode | ox.Literal) else []
        return sorted(value.value for value in set(found) if isinstance(value, ox.NamedNode | ox.Literal))


class Remembered:
    """A store that does not change any more, which is asked once for all that it says of a thing.

    It forgets all when it knows so many things, so that a large store does not fill the memory a second time.
    """

    _MOST = 20_000

    def __init__(self, store: ox.Store) -> None:
        self.store = store
        self._told: dict[Node, dict[str, list[Value]]] = {}

    def values(self, subject: Node, predicate: Predicate) -> list[Value]:
        """What the function of that name gives for the store."""
        told = self._told.get(subject)
        if told is None:
            if len(self._told) >= self._MOST:
                self._told.clear()
            told = self._told[subject] = self._all_of(subject)
        return list(told.get(predicate if isinstance(predicate, str) else predicate.value, ()))

    def _all_of(self, subject: Node) -> dict[str, list[Value]]:
        found: dict[str, set[Value]] = {}
        for quad in self.store.quads_for_pattern(subject, None, None, None):
            found.setdefault(quad.predicate.value, set()).add(quad.object)
        return {predicate: sorted(told, key=str) for predicate, told in found.items()}


#: Where single facts are looked up.
Facts = ox.Store | Remembered


def store_of(facts: Facts) -> ox.Store:
    """The store itself."""
    return facts.store if isinstance(facts, Remembered) else facts


def values(store: Facts, subject: Node, predicate: Predicate) -> list[Value]:
    """All that ``subject`` has for ``predicate``: nodes and literals."""
    if isinstance(store, Remembered):
        return store.values(subject, predicate)
    quads = store.quads_for_pattern(subject, _node(predicate), None, None)
    return sorted({quad.object for quad in quads}, key=str)


def nodes(store: Facts, subject: Node, predicate: Predicate) -> list[Node]:
    """The nodes that ``subject`` points to by ``predicate``, blank ones too, by their names.

    >>> nodes(ox.Store(), ox.NamedNode("http://example.org/"), TYPE)
    []
    """
    found = (value for value in values(store, subject, predicate) if isinstance(value, ox.NamedNode | ox.BlankNode))
    return sorted(found, key=_name)


def objects(store: Facts, subject: Node, predicate: Predicate) -> list[ox.NamedNode]:
    """The IRIs that ``subject`` points to by ``predicate``."""
    return [node for node in nodes(store, subject, predicate) if isinstance(node, ox.NamedNode)]


def subjects(store: ox.Store, predicate: Predicate, object_: Node) -> list[ox.NamedNode]:
    """The IRIs that point to ``object_`` by ``predicate``."""
    quads = store.quads_for_pattern(None, _node(predicate), object_, None)
    return sorted({quad.subject for quad in quads if isinstance(quad.subject, ox.NamedNode)}, key=_name)


def literals(store: Facts, subject: Node, predicate: Predicate) -> list[ox.Literal]:
    """The literals that ``subject`` has for ``predicate``."""
    return [value for value in values(store, subject, predicate) if isinstance(value, ox.Literal)]


def _name(node: Node) -> str:
    return node.value


def _node(predicate: Predicate) -> ox.NamedNode:
    return ox.NamedNode(predicate) if isinstance(predicate, str) else predicate


def members(store: ox.Store, head: object) -> Iterator[Value]:
    """The members of an RDF list, in its order; none of a list that loops are given twice.

    >>> list(members(ox.Store(), ox.NamedNode(RDF + "nil")))
    []
    """
    seen = set()
    while isinstance(head, Node) and head not in seen:
        seen.add(head)
        yield from (quad.object for quad in store.quads_for_pattern(head, _FIRST, None, None))
        rest = list(store.quads_for_pattern(head, _REST, None, None))
        head = rest[0].object if rest else None


def lexical(term: Value | None) -> str:
    """The text of a term: an IRI, the lexical form of a literal, "" for None."""
    if isinstance(term, ox.NamedNode | ox.Literal):
        return term.value
    return "" if term is None else str(term)


def plain(term: object, source: str = "The graph") -> Node | ox.Literal:
    """``term`` itself where RDF 1.1 has such a term; raises NotRdf11, which says what ``source`` holds.

    >>> plain(ox.Literal("x")).value
    'x'
    """
    if isinstance(term, ox.Literal) and term.direction is not None:
        raise NotRdf11(
            f"{source} holds the text {quoted(term.value)} with a base direction (--{term.direction.value}), "
            "which RDF 1.1 does not have; leave the direction out."
        )
    if not isinstance(term, ox.NamedNode | ox.BlankNode | ox.Literal):
        raise NotRdf11(f"{source} holds a triple inside a triple, which RDF 1.1 does not have; use plain triples.")
    return term
