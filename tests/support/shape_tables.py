"""What the shapes ask of things of each class, asked of the engine with small graphs made by rule, in four tables.

``allowed``: the properties that a thing of a class may have, by its closed shape. ``asked``: what is found of a thing
with nothing but its class, and which property, or silence on it, answers each finding. ``values``: of which classes the
values of a property may be. ``named``: what is found of a thing because of its name alone. Run as a program, it writes
the tables in ``tests/cases/shapes/`` anew; read what changed.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import pyoxigraph as ox
import shacl
from support.query_engines import ROOT, Table
from support.shape_cases import good_quads, shapes

from paradiplomacy.rdf.facts import TYPE
from paradiplomacy.rdf.namespaces import ID, OWL, PARA, RDF, RDFS, SH, SHAPES, prefixed
from paradiplomacy.rdf.read import load_store

FOLDER = Path(__file__).parents[1] / "cases" / "shapes"
_SUBCLASS = ox.NamedNode(f"{RDFS}subClassOf")
_FOR_PEOPLE = {f"{SH}{name}" for name in ("message", "description", "name")} | {f"{RDFS}label", f"{RDFS}comment"}
#: What a closed shape needs to be closed.
_CLOSING = {f"{RDF}{name}" for name in ("type", "first", "rest")}
_CLOSING |= {f"{SH}{name}" for name in ("closed", "ignoredProperties", "property", "path", "targetClass")}


@cache
def _ontology() -> ox.Store:
    return load_store([ROOT / "ontology" / "paradiplomacy.ttl"])


@cache
def classes() -> tuple[str, ...]:
    """The classes of ours and those that a shape is about, with our prefixes."""
    found = {quad.subject for quad in _ontology().quads_for_pattern(None, TYPE, ox.NamedNode(f"{OWL}Class"), None)}
    targets = [node for shape in shapes().targeted() for node in shapes().objects(shape, "targetClass")]
    return tuple(sorted({prefixed(node.value) for node in [*found, *targets] if isinstance(node, ox.NamedNode)}))


@cache
def _properties() -> tuple[ox.NamedNode, ...]:
    kinds = ("ObjectProperty", "DatatypeProperty", "AnnotationProperty")
    found = {quad.predicate for quad in good_quads()}
    for kind in kinds:
        quads = _ontology().quads_for_pattern(None, TYPE, ox.NamedNode(OWL + kind), None)
        found |= {quad.subject for quad in quads if isinstance(quad.subject, ox.NamedNode)}
    return tuple(sorted(found, key=str))


@cache
def _iri(name: str) -> str:
    """A class or property of these tables as N-Triples has it."""
    nodes = [node for quad in [*good_quads(), *_ontology()] for node in quad.triple]
    nodes += [node for shape in shapes().targeted() for node in shapes().objects(shape, "targetClass")]
    return next(str(node) for node in nodes if isinstance(node, ox.NamedNode) and prefixed(node.value) == name)


@cache
def _hierarchy() -> str:
    return "".join(f"{quad} .\n" for quad in _ontology().quads_for_pattern(None, _SUBCLASS, None, None))


def below(name: str) -> set[str]:
    """The class and those below it."""
    found, waiting = {name}, [name]
    while waiting:
        for quad in _ontology().quads_for_pattern(None, _SUBCLASS, ox.NamedNode(_iri(waiting.pop())[1:-1]), None):
            if isinstance(quad.subject, ox.NamedNode) and (one := prefixed(quad.subject.value)) not in found:
                found.add(one)
                waiting.append(one)
    return found


def _without_texts(store: ox.Store) -> str:
    return "".join(f"{quad} .\n" for quad in store if quad.predicate.value not in _FOR_PEOPLE)


def allowed(store: ox.Store) -> Table:
    """Class and properties of each class that a shape in ``store`` closes."""
    lines, thing = [_hierarchy()], dict[str, tuple[str, str]]()
    for one in classes():
        for name in _properties():
            node = f"<{ID}thing-{len(thing)}>"
            thing[node] = (one, prefixed(name.value))
            lines.append(f'{node} {TYPE} {_iri(one)} .\n{node} {name} "x" .\n')
    closing = "".join(f"{quad} .\n" for quad in store if quad.predicate.value in _CLOSING)
    report = shacl.Shapes.from_text(closing, "ntriples").validate_text("".join(lines), "ntriples")
    refused = {thing[found.focus_node] for found in report.results}
    table: dict[str, list[str]] = {one: [] for one, _ in refused}
    for pair in thing.values():
        if pair[0] in table and pair not in refused:
            table[pair[0]].append(pair[1])
    return [[one, " ".join(names)] for one, names in sorted(table.items())]


def asked(store: ox.Store, some: Iterable[str] | None = None) -> Table:
    """Class, shape, constraint and what answers it, for each finding of a bare thing of each class, or of some."""
    lines, thing = [_hierarchy()], dict[str, tuple[str, str]]()
    ways = [("", "")]
    for property_ in _properties():
        short = prefixed(property_.value)
        if property_ != TYPE:
            ways.append((short, f'{property_} "x"'))
        if property_.value.startswith(PARA):
            ways.append((f"silent:{short}", f"<{PARA}silentOn> {property_}"))
    for one in sorted(some if some is not None else classes()):
        for name, more in ways:
            node = f"<{ID}thing-{len(thing)}>"
            thing[node] = (one, name)
            lines.append(f"{node} {TYPE} {_iri(one)} .\n" + (f"{node} {more} .\n" if more else ""))
    report = shacl.Shapes.from_text(_without_texts(store), "ntriples").validate_text("".join(lines), "ntriples")
    found: dict[tuple[str, str], set[tuple[str, str, str]]] = defaultdict(set)
    for each in report.results:
        shape = (each.source_shape or "").strip("<>").removeprefix(SHAPES)
        found[thing[each.focus_node]].add((shape, each.component, each.severity))
    table = []
    for one in sorted({one for one, _ in thing.values()}):
        for finding in sorted(found[one, ""]):
            answers = [name for other, name in thing.values() if other == one and finding not in found[one, name]]
            table.append([one, *finding, " ".join(answers)])
    return table


@cache
def _judged_values() -> frozenset[str]:
    """The properties of which a shape judges the values by what else is said of them."""
    found: set[object] = set()
    for shape in {quad.subject for quad in shapes().store}:
        if any(shapes().objects(shape, name) for name in ("class", "node", "not", "or", "in", "hasValue")):
            found.update(shapes().objects(shape, "path"))
    return frozenset(prefixed(node.value) for node in found if isinstance(node, ox.NamedNode))


def values(store: ox.Store, properties: Iterable[str] | None = None) -> Table:
    """Class, property and the classes of which its value may be, where not all may, of each property or of some."""
    text, lines = _without_texts(store), [_hierarchy()]
    thing: dict[str, tuple[str, str, str]] = {}
    lines += [f"<{ID}value-{place}> {TYPE} {_iri(one)} .\n" for place, one in enumerate(classes())]
    wanted = _judged_values() if properties is None else set(properties)
    for one, names in kept("allowed"):
        for name in names.split():
            if name in wanted and name != "rdf:type":
                for place, other in enumerate(classes()):
                    node = f"<{ID}thing-{len(thing)}>"
                    thing[node] = (one, name, other)
                    lines.append(f"{node} {TYPE} {_iri(one)} .\n{node} {_iri(name)} <{ID}value-{place}> .\n")
    report = shacl.Shapes.from_text(text, "ntriples").validate_text("".join(lines), "ntriples")
    refused = {
        thing[each.focus_node]
        for each in report.results
        if each.focus_node in thing and each.path and each.path == _iri(thing[each.focus_node][1]) and each.value
    }
    table: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one, name, other in thing.values():
        table[one, name] += [] if (one, name, other) in refused else [other]
    return [[*key, " ".join(found)] for key, found in sorted(table.items()) if 0 < len(found) < len(classes())]


_BAD_NAMES = {"blank node": "_:thing", "bad id": f"<{ID}Bad_thing>"}


def named(store: ox.Store, some: Iterable[str] | None = None) -> Table:
    """Class, bad name and shape, for each finding that a thing of the class, or of some, has for its bad name alone."""
    compiled = shacl.Shapes.from_text(_without_texts(store), "ntriples")

    def found(node: str, one: str) -> set[str]:
        report = compiled.validate_text(f"{_hierarchy()}{node} {TYPE} {_iri(one)} .\n", "ntriples")
        return {(result.source_shape or "").strip("<>").removeprefix(SHAPES) for result in report.results}

    return [
        [one, name, shape]
        for one in sorted(some if some is not None else classes())
        for name, node in _BAD_NAMES.items()
        for shape in sorted(found(node, one) - found(f"<{ID}thing>", one))
    ]


TABLES = {"allowed": allowed, "asked": asked, "named": named, "values": values}


@cache
def kept(name: str) -> Table:
    """The rows of a table as they are kept."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for table, function in TABLES.items():
        with (FOLDER / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(function(shapes().store))
