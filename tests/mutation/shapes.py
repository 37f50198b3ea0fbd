"""Mutants of the shapes, judged by the findings that the cases must give and by the lists that the tests keep."""

from __future__ import annotations

import re
import tempfile
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import shacl
from mutation.mutant import Mutant, Verdict
from support.patterns import LIMITS, meant_misfits, misfits
from support.query_engines import release
from support.shape_cases import Case, good_store, shape_cases, shapes, summary, users_of_shapes
from support.shape_tables import TABLES, below, kept

from paradiplomacy.rdf.facts import members
from paradiplomacy.rdf.namespaces import PARA, RDF, RDFS, SH, SHAPES, XSD, prefixed
from paradiplomacy.validation.engines import shape_findings
from paradiplomacy.validation.input import Input
from paradiplomacy.validation.shapes import Shapes, engine_text, sh

FILE = "ontology/shapes.ttl"
_FOR_PEOPLE = {"message", "description", "name", "order", "group"}
_FIRST, _REST, _NIL = (ox.NamedNode(RDF + name) for name in ("first", "rest", "nil"))
_LIMITS = {sh(name) for name in LIMITS}
_LOOSER = {"minCount": -1, "maxCount": 1, "minLength": -1, "maxLength": 1, "minInclusive": -1, "maxInclusive": 1}
_CLOSEDNESS = {
    f"{RDF}first",
    f"{RDF}rest",
    *(f"{SH}{n}" for n in ("closed", "ignoredProperties", "property", "path", "targetClass")),
}


@dataclass(frozen=True)
class Change:
    """Triples that go and triples that come in their place."""

    kind: str
    gone: tuple[ox.Quad, ...]
    come: tuple[ox.Quad, ...] = ()

    def told(self) -> str:
        """The change in words; blank nodes have no name."""
        if self.kind.startswith("drop item"):
            return self.kind
        return f"{self.kind}: {_told(self.gone)} → {_told(self.come) or 'nothing'}"


def _told(quads: tuple[ox.Quad, ...]) -> str:
    return " ; ".join(" ".join(_short(node) for node in quad.triple) for quad in quads)


def _short(node: object) -> str:
    if isinstance(node, ox.BlankNode):
        return "_:"
    return prefixed(node.value) if isinstance(node, ox.NamedNode) else str(node)


@cache
def _changes() -> list[Change]:
    # In the order of their words: each process gives the blank nodes names of its own, and sets an order of its own.
    return sorted((change for quad in shapes().store for change in _of(quad)), key=Change.told)


def _of(quad: ox.Quad) -> Iterator[Change]:
    """The changes of one triple."""
    name, value = quad.predicate.value.removeprefix(SH), quad.object

    def other(kind: str, node: ox.NamedNode | ox.Literal) -> Change:
        return Change(kind, (quad,), (ox.Quad(quad.subject, quad.predicate, node),))

    if quad.predicate == _FIRST:
        yield from _without_item(quad)
        return
    if name == quad.predicate.value or name in _FOR_PEOPLE:
        return
    if name == "severity":
        for severity in {"Violation", "Warning", "Info"} - {value.value.removeprefix(SH)}:  # type: ignore[union-attr]
            yield other("other severity", ox.NamedNode(SH + severity))
        return
    yield Change("delete", (quad,))
    if name in _LOOSER and isinstance(value, ox.Literal):
        for kind, step in (("loosen", _LOOSER[name]), ("tighten", -_LOOSER[name])):
            number = str(float(value.value) + step if "." in value.value else int(value.value) + step)
            yield other(kind, ox.Literal(number, datatype=value.datatype))
    elif name == "pattern" and isinstance(value, ox.Literal):
        for place, weaker in _patterns(value.value):
            yield other(f"pattern without sign {place}", ox.Literal(weaker))
    elif name == "datatype":
        text = f"{XSD}string"
        yield other("mistype", ox.NamedNode(text if value != ox.NamedNode(text) else f"{XSD}integer"))
    elif name == "nodeKind":
        for kind in {"IRI", "BlankNodeOrIRI", "IRIOrLiteral", "Literal"} - {value.value.removeprefix(SH)}:  # type: ignore[union-attr]
            yield other("other kind of node", ox.NamedNode(SH + kind))
    elif name in ("class", "targetClass", "hasValue") and isinstance(value, ox.NamedNode):
        for kind, near in _near_classes(value):
            yield other(kind, near)
    elif name == "path" and isinstance(value, ox.NamedNode):
        yield other("other path", ox.NamedNode(value.value + "x"))
    elif name in ("targetSubjectsOf", "targetObjectsOf"):
        turned = ({"targetSubjectsOf", "targetObjectsOf"} - {name}).pop()
        yield Change("turn target", (quad,), (ox.Quad(quad.subject, ox.NamedNode(SH + turned), value),))
    elif name == "closed":
        yield other("open", ox.Literal(False))


def _patterns(pattern: str) -> Iterator[tuple[int, str]]:
    """The pattern without each of its signs in turn, where that is still a pattern."""
    seen = {pattern}
    for place in range(len(pattern)):
        weaker = pattern[:place] + pattern[place + 1 :]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)
            try:
                re.compile(weaker)
            except re.error:
                continue
        if weaker not in seen:
            seen.add(weaker)
            yield place, weaker


def _near_classes(value: ox.NamedNode) -> Iterator[tuple[str, ox.NamedNode]]:
    store, subclass = good_store(), ox.NamedNode(f"{RDFS}subClassOf")
    for quad in sorted(store.quads_for_pattern(value, subclass, None, None), key=str):
        if isinstance(quad.object, ox.NamedNode) and quad.object.value.startswith(PARA):
            yield "wider class", quad.object
    for quad in sorted(store.quads_for_pattern(None, subclass, value, None), key=str):
        if isinstance(quad.subject, ox.NamedNode):
            yield "narrower class", quad.subject


def _without_item(first: ox.Quad) -> Iterator[Change]:
    """The list without the item that stands there."""
    store, head = shapes().store, first.subject
    while previous := next(store.quads_for_pattern(None, _REST, head, None), None):
        head = previous.subject
    holder = next(store.quads_for_pattern(None, None, head, None), None)
    kind = f"drop item {_short(first.object)} of {_short(holder.subject) if holder else _short(head)}"
    [rest] = store.quads_for_pattern(first.subject, _REST, None, None)
    if isinstance(rest.object, ox.NamedNode | ox.BlankNode) and rest.object != _NIL:
        [after] = store.quads_for_pattern(rest.object, _FIRST, None, None)
        [end] = store.quads_for_pattern(rest.object, _REST, None, None)
        come = tuple(ox.Quad(first.subject, quad.predicate, quad.object) for quad in (after, end))
        yield Change(kind, (first, rest), come)
    else:
        before = tuple(store.quads_for_pattern(None, _REST, first.subject, None))
        if before:
            yield Change(kind, before, tuple(ox.Quad(quad.subject, _REST, _NIL) for quad in before))


def mutants() -> list[Mutant]:
    """Each change of the shapes."""
    return [Mutant(FILE, number, change.kind, change.told()) for number, change in enumerate(_changes())]


@cache
def _cases() -> dict[str, list[Case]]:
    """The cases by the shape that must find them."""
    found: dict[str, list[Case]] = {}
    for case in shape_cases():
        found.setdefault(case.expected[0], []).append(case)
    return found


@cache
def _given(case: Case | None) -> Input:
    """The graph of a case, of the good graph, ready for the engine."""
    given = Input(ox.Store(), Path(tempfile.mkdtemp()) / "graph.nt")
    given.add(case.patched() if case else good_store())
    return given


@cache
def _release() -> Input:
    given = Input(ox.Store(), Path(tempfile.mkdtemp()) / "graph.nt")
    given.add(release().store)
    return given


_users = cache(users_of_shapes)


@cache
def _concerned(node: object) -> tuple[object, ...]:
    """The shape, all that use it, and all that it uses, directly or through others."""
    store = shapes().store
    above, under = [node], [node]
    for each in above:
        above += [user for user in _users().get(each, ()) if user not in above]
    for each in under:
        if isinstance(each, ox.NamedNode | ox.BlankNode):
            for quad in store.quads_for_pattern(each, None, None, None):
                if quad.predicate.value.startswith(SH) and isinstance(quad.object, ox.NamedNode | ox.BlankNode):
                    under += [one for one in (quad.object, *members(store, quad.object)) if one not in under]
    return tuple(dict.fromkeys([*above, *under]))


def _near(change: Change) -> dict[object, None]:
    """The shapes that have to do with the change."""
    nodes = [node for quad in change.gone for node in (quad.subject, quad.object)]
    return dict.fromkeys(shape for node in nodes for shape in _concerned(node) if str(shape).startswith(f"<{SHAPES}"))


def _tables_as_kept(store: ox.Store, change: Change) -> Iterator[bool]:
    """The rows of the classes and the properties that the change has to do with."""
    if {quad.predicate.value for quad in change.gone} & _CLOSEDNESS:
        yield TABLES["allowed"](store) == kept("allowed")
    above: list[object] = [_head(quad.subject) for quad in change.gone]
    for each in above:
        above += [user for user in _users().get(each, ()) if user not in above]
    values = {node for known in (store, shapes().store) for one in above for node in _objects(known, one, "path")}
    yield _rows("values", store, {_short(value) for value in values}, 1)
    targets = {
        node for known in (store, shapes().store) for one in above for node in _objects(known, one, "targetClass")
    }
    some = set().union(*(below(_short(target)) for target in targets))
    yield _rows("asked", store, some, 0)
    yield _rows("named", store, some, 0)


def _head(node: object) -> object:
    """The first node of the list of which ``node`` is one, or the node itself."""
    while isinstance(node, ox.BlankNode) and (
        before := next(shapes().store.quads_for_pattern(None, _REST, node), None)
    ):
        node = before.subject
    return node


def _objects(store: ox.Store, node: object, name: str) -> list[ox.NamedNode]:
    if not isinstance(node, ox.NamedNode | ox.BlankNode):
        return []
    quads = store.quads_for_pattern(node, ox.NamedNode(SH + name), None, None)
    return [quad.object for quad in quads if isinstance(quad.object, ox.NamedNode)]


def _rows(table: str, store: ox.Store, some: set[str], column: int) -> bool:
    rows = [row for row in kept(table) if row[column] in some]
    return not some or TABLES[table](store, some) == rows  # type: ignore[call-arg]


def judge(mutant: Mutant) -> Verdict:
    """Whether a case gives other findings than its one, a pattern fits something else, or a table is another one."""
    change = _changes()[mutant.number]
    store = ox.Store()
    store.extend(quad for quad in shapes().store if quad not in change.gone)
    store.extend(change.come)
    try:
        compiled = shacl.Shapes.from_text(engine_text(store), "ntriples")
    except ValueError:
        return "stillborn"
    known = replace(shapes(), store=store, compiled=compiled)
    fitted = [str(quad.subject)[1:-1].removeprefix(SHAPES) for quad in change.gone if quad.predicate in _LIMITS]
    if misfits(store, fitted) != meant_misfits(fitted):
        return "killed"
    near = _near(change)
    cases = [case for shape in near for case in _cases().get(str(shape).strip("<>"), ())]
    if not all(_as_expected(case, known) for case in dict.fromkeys(cases)) or shape_findings(_given(None), known):
        return "killed"
    if _known(store) != _known(shapes().store) or not all(_tables_as_kept(store, change)):
        return "killed"
    loud = [found for found in shape_findings(_release(), known) if found.severity == "violation"]
    return "killed" if loud or not all(_as_expected(case, known) for case in shape_cases()) else "survived"


def _as_expected(case: Case, known: Shapes) -> bool:
    return [summary(found) for found in shape_findings(_given(case), known)] == [case.expected]


def _known(store: ox.Store) -> list[set[object]]:
    """What ``tests/validation/test_shape_lists.py`` compares with the vocabulary."""
    properties = store.quads_for_pattern(
        ox.NamedNode(f"{SHAPES}KnownType"), ox.NamedNode(f"{SH}targetSubjectsOf"), None
    )
    [head] = store.quads_for_pattern(ox.NamedNode(f"{SHAPES}KnownClass"), ox.NamedNode(f"{SH}in"), None)
    return [{quad.object for quad in properties}, set(members(store, head.object))]
