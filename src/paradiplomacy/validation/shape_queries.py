"""Run the queries made of the shapes on a store or endpoint, and turn their rows into findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import reduce
from itertools import groupby, islice
from operator import or_
from typing import TYPE_CHECKING

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from paradiplomacy.errors import UnreadableInput
from paradiplomacy.rdf.convert import quiet_literals, to_rdflib
from paradiplomacy.sparql.endpoint import Endpoint
from paradiplomacy.validation.conditions import declared, term, text
from paradiplomacy.validation.findings import SEVERITIES, Finding
from paradiplomacy.validation.shape_compiler import OTHER, PROPERTY, VALUE, Rule, compile_shapes
from paradiplomacy.validation.shape_judge import Judge
from paradiplomacy.validation.shape_targets import Classes, Target, known_classes, target_of
from paradiplomacy.validation.shapes import Shapes, node_text, path_text, value_text

if TYPE_CHECKING:
    from paradiplomacy.sparql.answer import Term

_AT_ONCE = 100


@dataclass
class ShapeQueries:
    """The shapes as queries for one endpoint, whose subclasses are looked up first.

    `below` holds subclasses that count though the endpoint does not know them. Raises UnreadableInput when a
    shape has no form as a query, or a regular expression in it is none to the endpoint.
    """

    endpoint: Endpoint
    shapes: Shapes
    below: dict[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Look up the subclasses and make the queries."""
        self.classes = Classes(_subclasses(self.endpoint, self.shapes, self.below))
        self.rules = compile_shapes(self.shapes, self.classes)
        self.targets = [target_of(self.shapes.graph, shape, self.classes) for shape in self.shapes.targeted()]
        _try_patterns(self.endpoint, self.shapes)

    def findings(self, said: Callable[[Rule], None] = lambda rule: None) -> Iterator[Finding]:
        """What breaks the shapes, as it is found; `said` is told of each query before it runs.

        Place and label are left for the caller. Raises EndpointError when the endpoint does not answer.
        """
        judge = Judge(self.shapes)
        for _, rules in groupby(self.rules, lambda rule: (rule.shape, rule.parameter)):
            group = list(rules)
            # Two values of one parameter, or one value compared with two others, may tell the same twice.
            may_repeat = len(group) > 1 or group[0].compared is not None
            seen: set[tuple[str, str]] = set()
            for rule in group:
                said(rule)
                for finding in self._run(rule, judge):
                    if may_repeat:
                        if (key := (finding.focus, finding.value)) in seen:
                            continue
                        seen.add(key)
                    yield finding

    def focus_nodes(self) -> Iterator[Term]:
        """Each node that some shape looks at, once."""
        with self.endpoint.rows(declared(f"SELECT DISTINCT ?focus WHERE {{ {self._anything()} }}")) as rows:
            yield from (row[0] for row in rows)

    def count_focus_nodes(self) -> int:
        """How many nodes some shape looks at."""
        query = f"SELECT (COUNT(DISTINCT ?focus) AS ?number) WHERE {{ {self._anything()} }}"
        [(number,)] = self.endpoint.select(declared(query)).rows
        return int(number.value) if isinstance(number, ox.Literal) else 0

    def nodes_of_other_classes(self) -> Iterator[Term]:
        """The nodes with a class that is no target, some of them more than once."""
        known = ", ".join(sorted({name for target in self.targets for name in target.classes}))
        condition = f"FILTER(?class NOT IN ({known}))" if known else ""
        with self.endpoint.rows(declared(f"SELECT ?node WHERE {{ ?node a ?class . {condition} }}")) as rows:
            yield from (row[0] for row in rows)

    def _anything(self) -> str:
        return reduce(or_, self.targets, Target()).pattern("?focus") or "FILTER(false)"

    def _run(self, rule: Rule, judge: Judge) -> Iterator[Finding]:
        maker: _FindingMaker | None = None  # most rules find nothing
        with self.endpoint.rows(rule.query) as rows:
            for row in rows:
                with quiet_literals():
                    found = dict(zip(rule.variables, map(_node, row), strict=True))
                focus = found["?focus"]
                assert focus is not None
                value = found.get(VALUE)
                if value is None and rule.path is None and rule.parameter != SH.hasValue:
                    value = focus
                if rule.doubtful and (value is None or not judge.breaks(rule, focus, value, found.get(OTHER))):
                    continue
                maker = maker or _FindingMaker(rule, self.shapes, judge)
                yield maker.finding(focus, value, found.get(PROPERTY))


class _FindingMaker:
    """Makes the findings of one rule: what is the same in all of them is made once."""

    def __init__(self, rule: Rule, shapes: Shapes, judge: Judge) -> None:
        self._rule, self._shapes, self._judge = rule, shapes, judge
        graph = shapes.graph
        name = str(graph.value(rule.shape, SH.severity)).removeprefix(str(SH)).lower()
        self._severity = name if name in SEVERITIES else SEVERITIES[0]
        self._messages = _texts(graph, rule.shape, SH.message)
        self._advice = _texts(graph, rule.shape, SH.description)
        self._path = path_text(rule.path, graph)
        word = str(rule.parameter).removeprefix(str(SH))
        self._component = SH[f"{word[0].upper()}{word[1:]}ConstraintComponent"]

    def finding(self, focus: Node, value: Node | None, used: Node | None) -> Finding:
        """The finding that `focus` breaks the rule; `used` is the property that a closed shape does not allow."""
        path = used or self._rule.path
        messages = self._messages or self._judge.message(self._rule, focus, value)

        def describe(graph: Graph, node: BNode) -> None:
            graph.add((node, RDF.type, SH.ValidationResult))
            graph.add((node, SH.focusNode, focus))
            graph.add((node, SH.sourceShape, self._rule.shape))
            graph.add((node, SH.sourceConstraintComponent, self._component))
            graph.add((node, SH.resultSeverity, SH[self._severity.capitalize()]))
            if value is not None:
                graph.add((node, SH.value, value))
            if path is not None:
                graph.add((node, SH.resultPath, path))
                _copy_path(path, self._shapes.graph, graph)
            for language, message in messages.items():
                graph.add((node, SH.resultMessage, Literal(message, lang=language or None)))

        return Finding(
            severity=self._severity,
            focus=node_text(focus),
            shape=str(self._rule.shape) if isinstance(self._rule.shape, URIRef) else "",
            path=path_text(path, self._shapes.graph) if used else self._path,
            value=value_text(value),
            component=str(self._component),
            messages=messages,
            advice=self._advice,
            predicate=str(path) if isinstance(path, URIRef) else "",
            result=describe,
        )


def _subclasses(endpoint: Endpoint, shapes: Shapes, below: dict[str, set[str]]) -> dict[str, set[str]]:
    """The subclasses of the classes that the shapes name, at any depth, those in `below` among them."""
    found = {name: set(names) for name, names in below.items()}
    waiting = {term(node) for node in known_classes(shapes.graph) if isinstance(node, URIRef)}
    asked: set[str] = set()
    while waiting:
        asked |= waiting
        new: set[str] = set()
        for names in _batches(sorted(waiting)):
            query = f"SELECT DISTINCT ?class ?below WHERE {{ VALUES ?class {{ {' '.join(names)} }} "
            query += "?below rdfs:subClassOf ?class . FILTER(isIRI(?below)) }"
            with endpoint.rows(declared(query)) as rows:
                for upper, lower in rows:
                    found.setdefault(term(to_rdflib(upper)), set()).add(term(to_rdflib(lower)))
            for name in names:
                new |= found.get(name, set())
        waiting = new - asked
    return found


def _try_patterns(endpoint: Endpoint, shapes: Shapes) -> None:
    """Make sure that the endpoint understands every regular expression: a FILTER with a broken one finds nothing."""
    patterns = sorted({str(pattern) for pattern in shapes.graph.objects(None, SH.pattern)})
    for some in _batches(patterns):
        columns = " ".join(f'(REGEX("a", {text(pattern)}) AS ?r{place})' for place, pattern in enumerate(some))
        [row] = endpoint.select(f"SELECT {columns} WHERE {{}}").rows
        for pattern, answer in zip(some, row, strict=True):
            if answer is None:
                raise UnreadableInput(
                    f"{shapes.path}: {endpoint.identity} cannot read the regular expression {text(pattern)}; "
                    "validate with --engine pyshacl, or write it in a simpler way."
                )


def _batches(items: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(items)
    while some := list(islice(rest, _AT_ONCE)):
        yield some


def _node(found: object) -> Node | None:
    return None if found is None else to_rdflib(found)


def _texts(graph: Graph, shape: Node, predicate: URIRef) -> dict[str, str]:
    return {found.language or "": str(found) for found in graph.objects(shape, predicate) if isinstance(found, Literal)}


def _copy_path(path: Node, source: Graph, target: Graph) -> None:
    """Copy what a path that is no plain property is made of."""
    if isinstance(path, BNode):
        for predicate, value in source.predicate_objects(path):
            target.add((path, predicate, value))
            _copy_path(value, source, target)
