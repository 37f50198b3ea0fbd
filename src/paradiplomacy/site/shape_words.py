"""What the SHACL shapes ask of the things of a class and of the values of a property, for people to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pyoxigraph as ox

from paradiplomacy.names.labels import in_language
from paradiplomacy.rdf.facts import TYPE, Node, literals, members, nodes, objects, subjects, values
from paradiplomacy.rdf.namespaces import SH

_WARNING = ox.NamedNode(SH + "Warning")


@dataclass(frozen=True)
class Rule:
    """What is asked of one property: how often it may stand, ``most`` being None without a limit, and what validation
    says where it is otherwise. A rule of a whole thing has no ``path``."""

    path: ox.NamedNode | None
    least: int
    most: int | None
    message: str


@dataclass(frozen=True)
class Asked:
    """What the shapes ask of the things of a class: what they must have, should have, must not have, and what they may
    have, with the most of each; ``may`` is None where the shapes of another class say it."""

    must: list[Rule]
    should: list[Rule]
    never: list[Rule]
    may: dict[ox.NamedNode, int | None] | None


def asked_of(shapes: ox.Store, cls: ox.NamedNode, lang: str, above: Sequence[Asked] = ()) -> Asked:
    """What the shapes that target the class itself ask; ``above`` is what those of the classes above it ask, which is
    not told again."""
    must, should, never, checked, closed = [], [], [], {}, None
    least = {rule.path: rule.least for asked in above for rule in asked.must if rule.path}
    most = {path: number for asked in above for path, number in (asked.may or {}).items()}
    for shape in subjects(shapes, SH + "targetClass", cls):
        for part, rule in [*_parts(shapes, shape, lang), *_whole(shapes, shape, lang)]:
            if rule.most == 0:
                never.append(rule)
            elif _WARNING in objects(shapes, part, SH + "severity"):
                should.append(rule)
            elif rule.least or rule.path is None:
                must.append(rule)
            elif rule.path in least:
                must.append(replace(rule, least=least[rule.path]))
            else:
                checked[rule.path] = rule.most
        for allowed in objects(shapes, shape, SH + "ignoredProperties"):
            closed = {it: most.get(it, _most_everywhere(shapes, it)) for it in _terms(shapes, allowed) if it != TYPE}
    demanded = least.keys() | {rule.path for rule in must}
    may = {**(closed or {}), **checked}
    free = {path: may[path] for path in sorted(may, key=lambda it: it.value) if path not in demanded}
    return Asked(must, should, never, None if closed is None and not checked else free)


def _whole(shapes: ox.Store, shape: Node, lang: str) -> Iterator[tuple[Node, Rule]]:
    """The rule of the shape itself, where it asks more than what its properties do."""
    if any(values(shapes, shape, SH + name) for name in ("or", "xone", "not")):
        yield shape, Rule(None, 0, None, _message(shapes, shape, lang))


def _parts(shapes: ox.Store, shape: Node, lang: str) -> Iterator[tuple[Node, Rule]]:
    """The rule of each property of a shape; a value that has to be there is told by the message alone."""
    for part in nodes(shapes, shape, SH + "property"):
        least, most = _count(shapes, part, "minCount"), _count(shapes, part, "maxCount")
        for path in objects(shapes, part, SH + "path"):
            is_fixed = bool(values(shapes, part, SH + "hasValue"))
            yield part, Rule(None if is_fixed else path, least or 0, most, _message(shapes, part, lang))


def messages_on(shapes: ox.Store, path: ox.NamedNode, lang: str) -> list[str]:
    """What validation says where the values of the property are not as they should be, each once."""
    found = (_message(shapes, part, lang) for part in subjects(shapes, SH + "path", path))
    return list(dict.fromkeys(filter(None, found)))


def carriers(shapes: ox.Store) -> dict[ox.NamedNode, list[ox.NamedNode]]:
    """Property → the classes on whose things it may stand, as the shapes that list all that may say it."""
    found: dict[ox.NamedNode, set[ox.NamedNode]] = {}
    for shape in subjects(shapes, TYPE, ox.NamedNode(SH + "NodeShape")):
        if not literals(shapes, shape, SH + "closed"):
            continue
        allowed = {it for head in objects(shapes, shape, SH + "ignoredProperties") for it in _terms(shapes, head)}
        allowed |= {it for part in nodes(shapes, shape, SH + "property") for it in objects(shapes, part, SH + "path")}
        for path in allowed:
            found.setdefault(path, set()).update(objects(shapes, shape, SH + "targetClass"))
    return {path: sorted(classes, key=lambda it: it.value) for path, classes in found.items()}


def ends_of(shapes: ox.Store, path: ox.NamedNode) -> tuple[list[ox.NamedNode], list[ox.NamedNode]]:
    """The classes whose shapes demand the property, and those of which its values have to be."""
    parts = subjects(shapes, SH + "path", path)
    demanded = [part for part in parts if _count(shapes, part, "minCount")]
    holders = {shape for part in demanded for shape in subjects(shapes, SH + "property", part)}
    domains = {cls for shape in holders for cls in objects(shapes, shape, SH + "targetClass")}
    ranges = {cls for part in parts for cls in objects(shapes, part, SH + "class")}
    return sorted(domains, key=lambda it: it.value), sorted(ranges, key=lambda it: it.value)


def _terms(shapes: ox.Store, head: Node) -> list[ox.NamedNode]:
    """The IRIs that an RDF list holds."""
    return [it for it in members(shapes, head) if isinstance(it, ox.NamedNode)]


def _most_everywhere(shapes: ox.Store, path: ox.NamedNode) -> int | None:
    """The most values of the property that a shape for all things that have it allows."""
    parts = subjects(shapes, SH + "targetSubjectsOf", path)
    most = [_count(shapes, part, "maxCount") for part in parts if path in objects(shapes, part, SH + "path")]
    return min((it for it in most if it is not None), default=None)


def _count(shapes: ox.Store, part: Node, name: str) -> int | None:
    return next((int(it.value) for it in literals(shapes, part, SH + name)), None)


def _message(shapes: ox.Store, shape: Node, lang: str) -> str:
    return in_language({it.language or "": it.value for it in literals(shapes, shape, SH + "message")}, lang)
