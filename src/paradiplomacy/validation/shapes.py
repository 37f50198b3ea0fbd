"""The SHACL shapes of a file: what they target, what they say in each language, and whether they are core SHACL."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import shacl

from paradiplomacy.errors import UnreadableInput, nearest
from paradiplomacy.rdf.facts import TYPE, members
from paradiplomacy.rdf.namespaces import RDFS, SH, XSD, prefixed
from paradiplomacy.rdf.read import load_store
from paradiplomacy.release import shapes_file
from paradiplomacy.validation.input import MARK, Subject

_TARGETS = ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")
_REPEATS = (("zeroOrMorePath", "*"), ("oneOrMorePath", "+"), ("zeroOrOnePath", "?"))
_LISTS_OF_SHAPES = ("and", "or", "xone")
_SHAPES = ("property", "node", "not", "qualifiedValueShape")
_TEXTS = ("pattern", "flags")
_TERMS = ("class", "datatype", "equals", "disjoint", "lessThan", "lessThanOrEquals", "severity", *_TARGETS[2:])
_CORE = {
    *_TARGETS, *(name for name, _ in _REPEATS), *_LISTS_OF_SHAPES, *_SHAPES, *_TEXTS, *_TERMS,
    "path", "inversePath", "alternativePath", "nodeKind", "minCount", "maxCount", "minLength", "maxLength",
    "minInclusive", "minExclusive", "maxInclusive", "maxExclusive", "in", "hasValue", "languageIn", "uniqueLang",
    "closed", "ignoredProperties", "qualifiedMinCount", "qualifiedMaxCount", "qualifiedValueShapesDisjoint",
    "deactivated", "message", "name", "description", "order", "group", "defaultValue",
}  # fmt: skip
# Literals that the project writes without quotation marks.
_BARE = {f"{XSD}integer": r"[+-]?\d+", f"{XSD}decimal": r"[+-]?\d*\.?\d+", f"{XSD}boolean": "true|false"}
# An anonymous property shape gets a name within the program, so that a result can be traced to it.
_ANONYMOUS = "urn:x-paradiplomacy:shape:"
_MARK_SHAPE, _MARK_PATH = (ox.NamedNode(f"{MARK.value}-{name}") for name in ("shape", "path"))


def sh(name: str) -> ox.NamedNode:
    """The term of SHACL with that name."""
    return ox.NamedNode(SH + name)


@dataclass(frozen=True)
class Shapes:
    """The shapes of one file, as a store and compiled by the engine."""

    path: Path
    store: ox.Store
    compiled: shacl.Shapes

    def objects(self, node: Subject, name: str) -> list[ox.NamedNode | ox.BlankNode | ox.Literal]:
        """The values of the property ``sh:NAME`` of a shape."""
        quads = self.store.quads_for_pattern(node, sh(name), None, None)
        return [quad.object for quad in quads if not isinstance(quad.object, ox.Triple)]

    def texts(self, shape: Subject, name: str) -> dict[str, str]:
        """The texts of the property ``sh:NAME`` of a shape by language."""
        return {text.language or "": text.value for text in self.objects(shape, name) if isinstance(text, ox.Literal)}

    def targeted(self) -> list[Subject]:
        """The shapes that say what they are about: those with a target, and those that are classes themselves."""
        found = {quad.subject for name in _TARGETS for quad in self.store.quads_for_pattern(None, sh(name), None, None)}
        found |= {
            quad.subject
            for quad in self.store.quads_for_pattern(None, TYPE, ox.NamedNode(f"{RDFS}Class"), None)
            if ox.Quad(quad.subject, TYPE, sh("NodeShape")) in self.store
        }
        active = [
            node
            for node in found
            if isinstance(node, Subject) and ox.Literal(True) not in self.objects(node, "deactivated")
        ]
        return sorted(active, key=str)

    def known_classes(self) -> list[str]:
        """The classes whose instances a shape looks at."""
        found = {quad.object for quad in self.store.quads_for_pattern(None, sh("targetClass"), None, None)}
        return sorted(node.value for node in found if isinstance(node, ox.NamedNode))

    def focus_nodes(self, data: ox.Store, shape: Subject | None = None) -> set[object]:
        """The nodes of ``data`` that the shapes (or one shape) target; subclasses count, as in SHACL."""
        shapes = self.targeted() if shape is None else [shape]

        def targets(name: str) -> set[object]:
            return {node for each in shapes for node in self.objects(each, name)}

        classes = {each for each in shapes if ox.Quad(each, TYPE, ox.NamedNode(f"{RDFS}Class")) in self.store}
        found = {node for node in targets("targetNode") if _occurs(node, data)}
        for pattern, given in (
            ("?focus ?given ?o", targets("targetSubjectsOf")),
            ("?s ?given ?focus", targets("targetObjectsOf")),
            (f"?class <{RDFS}subClassOf>* ?given . ?focus a ?class", classes | targets("targetClass")),
        ):
            listed = " ".join(str(node) for node in given if isinstance(node, ox.NamedNode))
            rows = data.query(f"SELECT DISTINCT ?focus WHERE {{ VALUES ?given {{ {listed} }} {pattern} }}")
            assert isinstance(rows, ox.QuerySolutions)
            found |= {row[0] for row in rows}
        return found

    def name_of(self, shape: object) -> str:
        """The IRI of a shape; "" for an anonymous one."""
        named = isinstance(shape, ox.NamedNode) and not shape.value.startswith(_ANONYMOUS)
        return shape.value if named else ""  # type: ignore[attr-defined]

    def path_node(self, shape: Subject) -> ox.NamedNode | ox.BlankNode | None:
        """The path of a property shape."""
        return next((node for node in self.objects(shape, "path") if isinstance(node, Subject)), None)

    def path_text(self, path: object) -> str:
        """A path as SPARQL writes it, "" for None."""
        if isinstance(path, ox.NamedNode):
            return prefixed(path.value)
        if not isinstance(path, ox.BlankNode):
            return ""
        for name, sign in _REPEATS:
            for inner in self.objects(path, name):
                return self._grouped(inner) + sign
        for inner in self.objects(path, "inversePath"):
            return "^" + self._grouped(inner)
        for branches in self.objects(path, "alternativePath"):
            return "|".join(map(self._grouped, members(self.store, branches)))
        return "/".join(map(self._grouped, members(self.store, path)))

    def _grouped(self, path: object) -> str:
        text = self.path_text(path)
        return f"({text})" if isinstance(path, ox.BlankNode) and ("/" in text or "|" in text) else text


def load_shapes(path: Path | None = None) -> Shapes:
    """The project's shapes, or those of the file ``path``.

    Raises UnreadableInput as ``load_store`` does, and for a shape that is not well formed or not core SHACL.
    """
    file = path or shapes_file()
    store = _with_names(load_store([file]))
    try:
        _refuse_what_is_not_core(store)
        return Shapes(file, store, shacl.Shapes.from_text(engine_text(store), "ntriples"))
    except ValueError as error:
        reason = " ".join(str(error).removeprefix("invalid shapes graph: ").split())
        raise UnreadableInput(f"{file}: a shape is not well formed: {reason.rstrip('.')}; correct it.") from None


def engine_text(store: ox.Store) -> str:
    """The shapes of a store as the engine reads them, in N-Triples."""
    text = ox.serialize([*store, *_marking(store)], format=ox.RdfFormat.N_TRIPLES)
    return text.decode() if text else ""


def value_text(value: object) -> str:
    """A value as the Turtle of the project writes it.

    >>> value_text(ox.Literal("at least 70", language="en")), value_text(ox.Literal(70))
    ('"at least 70"@en', '70')
    """
    if isinstance(value, ox.NamedNode):
        return prefixed(value.value)
    if not isinstance(value, ox.Literal):
        return "" if value is None else "[…]"
    datatype = value.datatype.value
    if datatype in _BARE and re.fullmatch(_BARE[datatype], value.value, re.ASCII):
        return value.value
    if value.language or datatype == f"{XSD}string":
        return str(value)
    return f"{ox.Literal(value.value)}^^{prefixed(datatype)}"


def _with_names(store: ox.Store) -> ox.Store:
    """The shapes with a name for each anonymous shape that can report."""
    anonymous = [quad.object for quad in store.quads_for_pattern(None, sh("property"), None, None)]
    anonymous += [quad.subject for name in _TARGETS for quad in store.quads_for_pattern(None, sh(name), None, None)]
    names = {node: ox.NamedNode(_ANONYMOUS + node.value) for node in anonymous if isinstance(node, ox.BlankNode)}
    named = ox.Store()
    named.extend(
        ox.Quad(names.get(quad.subject, quad.subject), quad.predicate, names.get(quad.object, quad.object))
        for quad in store
    )
    return named


def _marking(store: ox.Store) -> Iterator[ox.Quad]:
    """What makes the engine report the marks of blank nodes, and makes closed shapes allow them."""
    yield ox.Quad(_MARK_SHAPE, sh("targetSubjectsOf"), MARK)
    yield ox.Quad(_MARK_SHAPE, sh("property"), _MARK_PATH)
    yield ox.Quad(_MARK_SHAPE, TYPE, sh("NodeShape"))
    yield ox.Quad(_MARK_PATH, sh("path"), MARK)
    yield ox.Quad(_MARK_PATH, sh("nodeKind"), sh("IRI"))
    allowed = ox.NamedNode(f"{MARK.value}-allowed")
    yield ox.Quad(allowed, sh("path"), MARK)
    for quad in store.quads_for_pattern(None, sh("closed"), None, None):
        yield ox.Quad(quad.subject, sh("property"), allowed)


def _refuse_what_is_not_core(store: ox.Store) -> None:
    """Raise ValueError for what the engines pass over in silence or read differently."""
    below: dict[object, set[object]] = {}
    for quad in store:
        name = quad.predicate.value.removeprefix(SH)
        if name == quad.predicate.value:
            continue
        where = f"{value_text(quad.subject)}: sh:{name}"
        if name not in _CORE:
            close = nearest(name, _CORE, 1)
            hint = f"perhaps sh:{close[0]} is meant" if close else "a query in queries/checks/ can hold such a rule"
            raise ValueError(f"{where} is not core SHACL; {hint}")
        if name in _TEXTS and not (
            isinstance(quad.object, ox.Literal) and quad.object.datatype.value == f"{XSD}string"
        ):
            raise ValueError(f"{where} needs a text without language, and has {value_text(quad.object)}")
        if name in _TERMS and not isinstance(quad.object, ox.NamedNode):
            raise ValueError(f"{where} needs an IRI, and has {value_text(quad.object)}")
        if name == "path" and sum(1 for _ in store.quads_for_pattern(quad.subject, quad.predicate, None, None)) > 1:
            raise ValueError(f"{where} stands twice, and a shape has one path")
        if name in _SHAPES:
            below.setdefault(quad.subject, set()).add(quad.object)
        elif name in _LISTS_OF_SHAPES:
            below.setdefault(quad.subject, set()).update(members(store, quad.object))
    for shape in below:
        waiting, seen = list(below[shape]), set()
        while waiting:
            if (inner := waiting.pop()) not in seen:
                seen.add(inner)
                waiting += below.get(inner, ())
        if shape in seen:
            raise ValueError(f"{value_text(shape)} refers to itself, which core SHACL leaves undefined")


def _occurs(node: object, data: ox.Store) -> bool:
    as_object = data.quads_for_pattern(None, None, node, None)  # type: ignore[arg-type]
    as_subject = data.quads_for_pattern(node, None, None, None) if isinstance(node, Subject) else iter(())
    return next(as_object, None) is not None or next(as_subject, None) is not None
