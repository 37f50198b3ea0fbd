"""The two engines of SHACL: PyPI ``shacl``, which is used, and pySHACL, the reference that tests compare it with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pyoxigraph as ox

from paradiplomacy.errors import UnreadableInput
from paradiplomacy.rdf.namespaces import SH
from paradiplomacy.rdf.read import read_term
from paradiplomacy.validation.findings import SEVERITIES, Finding
from paradiplomacy.validation.input import MARK, Input, Subject
from paradiplomacy.validation.placing import name_of_node
from paradiplomacy.validation.shapes import Shapes, value_text

ENGINES = ("shacl", "pyshacl")

Term = ox.NamedNode | ox.BlankNode | ox.Literal


class Result(NamedTuple):
    """A validation result: ``path`` is None where the shape's own path is no plain property."""

    focus: Term
    shape: Subject
    component: str
    severity: str
    path: ox.NamedNode | None
    value: Term | None


def shape_findings(given: Input, shapes: Shapes, engine: str = ENGINES[0]) -> list[Finding]:
    """The findings of core SHACL, each once, without place and label."""
    results = _shacl_results(given, shapes) if engine == ENGINES[0] else _pyshacl_results(given, shapes)
    # A property shape that two node shapes share reports a node of both twice.
    return [_finding(result, shapes) for result in dict.fromkeys(results)]


def _shacl_results(given: Input, shapes: Shapes) -> Iterator[Result]:
    term = cache(read_term)  # the same shape and node stand in many results
    report = shapes.compiled.validate_file(str(given.triples))
    names = {
        found.focus_node: ox.BlankNode(found.value_plain)
        for found in report.results
        if found.path == str(MARK) and found.value_plain is not None
    }

    def node(text: str) -> Term:
        return names[text] if text.startswith("_:") else term(text)

    for found in report.results:
        if found.path != str(MARK):
            shape = term(found.source_shape or "")
            assert isinstance(shape, ox.NamedNode)
            yield Result(
                node(found.focus_node),
                shape,
                found.component_iri,
                found.severity_iri,
                _property(found.path),
                None if found.value is None else node(found.value),
            )


def _property(path: str | None) -> ox.NamedNode | None:
    return ox.NamedNode(path[1:-1]) if path and re.fullmatch("<[^>]*>", path) else None


def _pyshacl_results(given: Input, shapes: Shapes) -> Iterator[Result]:
    import pyshacl
    from pyshacl.errors import ValidationFailure
    from rdflib.namespace import SH as TERM

    from paradiplomacy.rdf.convert import from_rdflib, quiet_literals, to_graph

    quads = ox.parse(path=str(given.triples), format=ox.RdfFormat.N_TRIPLES)
    data = to_graph(quad for quad in quads if quad.predicate != MARK)
    try:
        with quiet_literals():
            _, report, _ = pyshacl.validate(data, shacl_graph=to_graph(shapes.store), inplace=True)
        if isinstance(report, ValidationFailure):
            raise report
    except Exception as error:
        # Over a value without an order, and over some mistakes in a shape, it stumbles with whatever comes first.
        reason = " ".join(str(error.message if isinstance(error, ValidationFailure) else error).split()).rstrip(".")
        raise UnreadableInput(f"{shapes.path}: pySHACL gives up: {reason}; validate with --engine shacl.") from error
    parts = ("focusNode", "sourceShape", "sourceConstraintComponent", "resultSeverity", "resultPath", "value")
    for result in report.objects(None, TERM.result):
        focus, shape, component, severity, path, value = (
            from_rdflib(report.value(result, TERM[part], any=True)) for part in parts
        )
        assert focus is not None and isinstance(shape, Subject)
        yield Result(
            focus,
            shape,
            getattr(component, "value", ""),
            getattr(severity, "value", ""),
            path if isinstance(path, ox.NamedNode) else None,
            value,
        )


def _finding(result: Result, shapes: Shapes) -> Finding:
    shape, focus = result.shape, result.focus
    severity = result.severity.removeprefix(SH).lower()
    path = result.path or shapes.path_node(shape)
    return Finding(
        severity=severity if severity in SEVERITIES else SEVERITIES[0],
        focus=name_of_node(focus),
        shape=shapes.name_of(shape),
        path=shapes.path_text(path),
        value=value_text(result.value),
        component=result.component,
        messages=shapes.texts(shape, "message") or _default_message(result, shapes),
        advice=shapes.texts(shape, "description"),
        predicate=path.value if isinstance(path, ox.NamedNode) else "",
        raw=(result.value, path, shapes.store),
    )


def _default_message(result: Result, shapes: Shapes) -> dict[str, str]:
    """What to say where a shape says nothing: the constraint itself."""
    name = result.component.removeprefix(SH).removesuffix("ConstraintComponent")
    name = name[:1].lower() + name[1:]
    wanted = " ".join(sorted(map(value_text, shapes.objects(result.shape, name))))
    return {"en": f"It breaks sh:{name} {wanted}.", "id": f"Ini melanggar sh:{name} {wanted}."}
