"""Turn SHACL Core shapes into SPARQL: one query per constraint, whose rows are what breaks it.

A query gives `?focus` and, where the constraint is about a value, `?value`. It runs on any store, also on one
that is far larger than memory. What is not known here is an error: a constraint is never passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from rdflib import Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDFS, SH
from rdflib.term import Node

from paradiplomacy.errors import UnreadableInput
from paradiplomacy.rdf.namespaces import prefixed
from paradiplomacy.validation.conditions import (
    FALSE,
    TRUE,
    Condition,
    all_of,
    any_of,
    both,
    declared,
    either,
    exists,
    filtered,
    is_blank,
    one_of,
    opposite,
    same,
    sure,
    term,
)
from paradiplomacy.validation.path_tests import (
    Violation,
    in_order,
    not_disjoint,
    not_equal,
    same_language,
    too_few,
    too_many,
)
from paradiplomacy.validation.shape_targets import Classes, Target, target_of
from paradiplomacy.validation.shapes import Shapes, path_text
from paradiplomacy.validation.value_tests import VALUE_TESTS

FOCUS, VALUE, PROPERTY, OTHER = "?focus", "?value", "?property", "?other"

_LISTS = {SH["and"]: all_of, SH["or"]: any_of, SH.xone: one_of}
_PAIRS = {SH.lessThan: "<", SH.lessThanOrEquals: "<="}
_COUNTS = {SH.minCount, SH.maxCount, SH.qualifiedMinCount, SH.qualifiedMaxCount}
_ON_VALUES = {*VALUE_TESTS, *_LISTS, SH["class"], SH.node, SH["not"]}
_ON_PATHS = {*_COUNTS, *_PAIRS, SH.uniqueLang, SH.hasValue, SH.disjoint, SH.equals}
CONSTRAINTS = _ON_VALUES | _ON_PATHS | {SH.closed}
_NO_CONSTRAINT = {
    *(SH.path, SH.property, SH.message, SH.severity, SH.name, SH.description, SH.order, SH.group, SH.defaultValue),
    *(SH.deactivated, SH.flags, SH.ignoredProperties, SH.qualifiedValueShape, SH.targetClass, SH.targetNode),
    *(SH.targetSubjectsOf, SH.targetObjectsOf),
}
# A query for n different values joins n patterns; more than this few are counted on no shape of ours.
_MOST = 4


@dataclass(frozen=True, slots=True)
class Rule:
    """One constraint of one shape as a query.

    The query gives `?focus`, then those of `?value`, `?property` (of a closed shape) and `?other` (the value that
    `?value` is compared with) that `variables` names. The rows of a `doubtful` rule are to be judged by pySHACL.
    """

    shape: Node
    parameter: URIRef
    path: Node | None
    query: str
    variables: tuple[str, ...]
    doubtful: bool = False
    compared: URIRef | None = None


def compile_shapes(shapes: Shapes, classes: Classes) -> list[Rule]:
    """The queries of all shapes; `classes` knows the subclasses that count as a class.

    Raises UnreadableInput, naming the shape, for a constraint that has no form here.
    """
    compiler = _Compiler(shapes.graph, classes)
    return [rule for shape, target in compiler.reporting(shapes) for rule in compiler.rules(shape, target)]


@dataclass
class _Compiler:
    graph: Graph
    classes: Classes
    names: Iterator[int] = field(default_factory=count)
    open: list[Node] = field(default_factory=list)

    def reporting(self, shapes: Shapes) -> list[tuple[Node, Target]]:
        """The shapes whose findings are reported, with what they look at."""
        targets: dict[Node, Target] = {}

        def add(shape: Node, target: Target) -> None:
            if self._deactivated(shape):
                return
            targets[shape] = targets[shape] | target if shape in targets else target
            for listed in self.graph.objects(shape, SH.property):
                if (shape, SH.path, None) in self.graph:
                    raise self._unknown(shape, "sh:property inside a property shape")
                add(listed, target)

        for shape in shapes.targeted():
            add(shape, target_of(self.graph, shape, self.classes))
        return sorted(targets.items(), key=lambda item: str(item[0]))

    def rules(self, shape: Node, target: Target) -> Iterator[Rule]:
        """The queries of one shape."""
        path = self.graph.value(shape, SH.path)
        for parameter, value in self._constraints(shape):
            for found in self._violations(shape, parameter, value, FOCUS):
                condition = found.condition
                doubtful = condition.doubtful and (condition.local or bool(found.compared))
                fails = condition.may_fail if doubtful else condition.fails
                if fails == FALSE:
                    continue
                if not found.pattern:
                    body = f"{target.pattern(FOCUS)} {filtered(fails)}"
                elif parameter == SH.closed:
                    # Here the target is the narrow part: the pattern alone is the whole graph.
                    body = f"{target.pattern(FOCUS)} {found.pattern} {filtered(fails)}"
                else:
                    body = f"{found.pattern} {filtered(both(fails, target.test(FOCUS)))}"
                variables = (FOCUS, *found.variables)
                query = declared(f"SELECT DISTINCT {' '.join(variables)} WHERE {{ {body} }}")
                yield Rule(shape, parameter, path, query, variables, doubtful, found.compared)

    def _constraints(self, shape: Node) -> list[tuple[URIRef, Node]]:
        """The parameters of the shape's constraints with their values."""
        found = []
        for parameter, value in self.graph.predicate_objects(shape):
            if parameter in CONSTRAINTS:
                found.append((URIRef(str(parameter)), value))
            elif str(parameter).startswith(str(SH)) and parameter not in _NO_CONSTRAINT:
                raise self._unknown(shape, prefixed(str(parameter)))
        return sorted(found)

    def _violations(self, shape: Node, parameter: URIRef, wanted: Node, focus: str) -> list[Violation]:
        path = self.graph.value(shape, SH.path)
        try:
            if parameter == SH.closed:
                return [self._closed(shape, focus)] if wanted == Literal(True) else []
            if path is None:
                if parameter == SH.hasValue:
                    return [Violation(sure(same(focus, wanted)))]
                if parameter in _ON_PATHS:
                    raise self._unknown(shape, f"{prefixed(str(parameter))} without sh:path")
                # The value of a constraint on a node as a whole is that node.
                return [Violation(self._condition(shape, parameter, wanted, focus))]
            route = path_text(path, self.graph)
            if parameter in _ON_PATHS:
                return self._on_path(shape, parameter, wanted, focus, route)
            value = self._variable(focus)
            return [
                Violation(
                    self._condition(shape, parameter, wanted, value), f"{focus} {route} {value} .", self._shown(value)
                )
            ]
        except UnreadableInput as error:
            if self._name(shape) in str(error):
                raise
            raise UnreadableInput(f"{self._name(shape)}: {error}.") from error

    def _condition(self, shape: Node, parameter: URIRef, wanted: Node, value: str) -> Condition:
        """What a constraint asks of one value."""
        if parameter in VALUE_TESTS:
            return VALUE_TESTS[parameter](self.graph, shape, wanted, value)
        if parameter == SH["class"]:
            return exists(self.classes.pattern(value, [wanted], self._fresh()))
        if parameter == SH["not"]:
            return opposite(self._conforms(wanted, value))
        if parameter == SH.node:
            return self._conforms(wanted, value)
        return _LISTS[parameter]([self._conforms(part, value) for part in Collection(self.graph, wanted)])

    def _conforms(self, shape: Node, value: str) -> Condition:
        """That `value` conforms to the shape."""
        if shape in self.open:
            raise self._unknown(shape, "a shape that refers to itself")
        if self._deactivated(shape):
            return sure(TRUE)
        if (shape, None, None) not in self.graph:
            raise UnreadableInput(f"{self._name(shape)} is referred to, but is no shape.")
        self.open.append(shape)
        parts = [
            found.as_condition()
            for parameter, wanted in self._constraints(shape)
            for found in self._violations(shape, parameter, wanted, value)
        ]
        if (shape, SH.path, None) not in self.graph:
            parts += [self._conforms(listed, value) for listed in self.graph.objects(shape, SH.property)]
        elif (shape, SH.property, None) in self.graph:
            raise self._unknown(shape, "sh:property inside a property shape")
        self.open.pop()
        return all_of(parts)

    def _closed(self, shape: Node, focus: str) -> Violation:
        listed = [self.graph.value(part, SH.path) for part in self.graph.objects(shape, SH.property)]
        ignored = [
            item for head in self.graph.objects(shape, SH.ignoredProperties) for item in Collection(self.graph, head)
        ]
        allowed = sorted({term(path) for path in [*listed, *ignored] if path is not None and not is_blank(path)})
        used, value = (PROPERTY, VALUE) if focus == FOCUS else (self._fresh(), self._fresh())
        always = f"({used} = rdf:type && {value} = {term(RDFS.Resource)})"
        listed_there = f"{used} IN ({', '.join(allowed)})" if allowed else FALSE
        condition = sure(either(listed_there, always))
        return Violation(condition, f"{focus} {used} {value} .", (VALUE, PROPERTY) if focus == FOCUS else ())

    def _on_path(self, shape: Node, parameter: URIRef, wanted: Node, focus: str, route: str) -> list[Violation]:
        """How the values of a path break a constraint on all of them."""
        if parameter in _COUNTS:
            return self._count(shape, parameter, int(str(wanted)), focus, route)
        if parameter == SH.hasValue:
            return [Violation(exists(f"{focus} {route} {term(wanted)} ."))]
        value = self._variable(focus)
        shown = self._shown(value)
        if parameter == SH.uniqueLang:
            return [same_language(focus, route, value, self._fresh())] if wanted == Literal(True) else []
        if parameter == SH.disjoint:
            return [not_disjoint(focus, route, term(wanted), value, shown)]
        if parameter == SH.equals:
            return not_equal(focus, route, term(wanted), value, shown)
        other = OTHER if shown else self._fresh()
        pattern = f"{focus} {route} {value} . {focus} {term(wanted)} {other} ."
        variables = (*shown, other) if shown else ()
        return [Violation(in_order(value, _PAIRS[parameter], other), pattern, variables, URIRef(str(wanted)))]

    def _count(self, shape: Node, parameter: URIRef, number: int, focus: str, route: str) -> list[Violation]:
        """Too few or too many different values, all of them or those that conform to a shape."""
        least = parameter in (SH.minCount, SH.qualifiedMinCount)
        if least and number == 0:
            return []
        needed = number if least else number + 1
        if needed > _MOST:
            raise self._unknown(shape, f"{prefixed(str(parameter))} {number}, with which so many values are compared,")
        wanted = [] if parameter in (SH.minCount, SH.maxCount) else list(self._qualified(shape))
        values = [self._fresh() for _ in range(needed)]
        tests = [self._conforms(part, value).holds for part in wanted for value in values]
        return [(too_few if least else too_many)(focus, route, values, tests)]

    def _qualified(self, shape: Node) -> Iterator[Node]:
        if (shape, SH.qualifiedValueShapesDisjoint, None) in self.graph:
            raise self._unknown(shape, "sh:qualifiedValueShapesDisjoint")
        yield from self.graph.objects(shape, SH.qualifiedValueShape)

    def _deactivated(self, shape: Node) -> bool:
        return (shape, SH.deactivated, Literal(True)) in self.graph

    def _variable(self, focus: str) -> str:
        """The name of a value: the one of the row when the constraint is reported itself."""
        return VALUE if focus == FOCUS else self._fresh()

    def _shown(self, value: str) -> tuple[str, ...]:
        return (VALUE,) if value == VALUE else ()

    def _fresh(self) -> str:
        return f"?v{next(self.names)}"

    def _name(self, shape: Node) -> str:
        return prefixed(str(shape))

    def _unknown(self, shape: Node, what: str) -> UnreadableInput:
        return UnreadableInput(
            f"{self._name(shape)}: {what} has no form as a query; validate it with --engine pyshacl."
        )
