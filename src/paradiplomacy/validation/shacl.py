"""Run pySHACL, read its report into findings, and write findings as a SHACL validation report."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pyshacl
from pyshacl.errors import ReportableRuntimeError, ValidationFailure
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from paradiplomacy.errors import UnreadableInput
from paradiplomacy.rdf.convert import quiet_literals
from paradiplomacy.rdf.turtle.longturtle import serialise
from paradiplomacy.validation.findings import SEVERITIES, Finding
from paradiplomacy.validation.shapes import node_text, path_text, value_text

if TYPE_CHECKING:
    from paradiplomacy.validation.shapes import Shapes

_SEVERITY: dict[Node | None, str] = {SH[name.capitalize()]: name for name in SEVERITIES}
_IDENTITY = (
    SH.focusNode,
    SH.sourceShape,
    SH.resultPath,
    SH.value,
    SH.sourceConstraintComponent,
)


class Stumbled(UnreadableInput):
    """pySHACL gave up over a value of the data."""


def shacl_findings(data: Graph, shapes: Shapes) -> list[Finding]:
    """The findings of core SHACL on `data`, without place and label; `data` stays as it is.

    Raises UnreadableInput where pySHACL cannot make sense of a shape, and Stumbled where it cannot compare values.
    """
    try:
        with quiet_literals():
            # In place: without inference and rules nothing is added, and a copy would only cost time.
            _, report, _ = pyshacl.validate(data, shacl_graph=shapes.flattened, inplace=True)
    except Exception as error:
        if _is_about_values(error):
            raise Stumbled(f"{shapes.path}: pySHACL cannot compare some values: {error}") from error
        # pySHACL has classes for some mistakes in a shape; over others, such as a broken sh:pattern, it
        # stumbles with whatever error comes first.
        reason = " ".join(str(error).split())
        raise UnreadableInput(f"{shapes.path}: a shape is not well formed: {reason}") from error
    if isinstance(report, ValidationFailure):
        reason = " ".join(str(report.message).split())
        raise UnreadableInput(f"{shapes.path}: the shapes cannot be applied: {reason}")
    found = {}
    for result in report.objects(None, SH.result):
        # A property shape that two node shapes share reports a node of both twice.
        identity = tuple(report.value(result, part, any=True) for part in _IDENTITY)
        found[identity] = _finding(report, result, shapes)
    return list(found.values())


def _is_about_values(error: Exception) -> bool:
    """Whether pySHACL gave up because two values have no order, and not because of a shape."""
    if isinstance(error, TypeError):
        return "not supported between instances" in str(error)
    if type(error) is ReportableRuntimeError:
        return str(error).startswith(("Cannot use sh:lessThan", "Not sure how to compare"))
    return isinstance(error, ArithmeticError)


def report_turtle(findings: Iterable[Finding]) -> str:
    """A SHACL validation report on `findings` in canonical Turtle."""
    graph, root = Graph(bind_namespaces="none"), BNode()
    graph.add((root, RDF.type, SH.ValidationReport))
    number = 0
    for number, finding in enumerate(findings, 1):
        if finding.result is None:
            node: Node = BNode(f"check{number}")
            _describe(node, finding, graph)
        elif callable(finding.result):
            node = BNode(f"check{number}")
            finding.result(graph, node)
        else:
            source, node = finding.result
            _copy(node, source, graph)
        graph.add((root, SH.result, node))
    graph.add((root, SH.conforms, Literal(not number)))
    text = graph.serialize(format="nt")
    return serialise(ox.parse(text, format=ox.RdfFormat.N_TRIPLES), {})


def _finding(report: Graph, result: Node, shapes: Shapes) -> Finding:
    def one(predicate: URIRef) -> Node | None:
        return report.value(result, predicate, any=True)

    focus, shape, path, value = map(one, (SH.focusNode, SH.sourceShape, SH.resultPath, SH.value))
    return Finding(
        severity=_SEVERITY.get(one(SH.resultSeverity), "violation"),
        focus="" if focus is None else node_text(focus),
        shape=str(shape) if isinstance(shape, URIRef) else "",
        path=path_text(path, report),
        value=value_text(value),
        component=str(one(SH.sourceConstraintComponent)),
        messages=_texts(report, result, SH.resultMessage),
        advice=_texts(shapes.graph, shape, SH.description),
        predicate=str(path) if isinstance(path, URIRef) else "",
        result=(report, result),
    )


def _texts(graph: Graph, node: Node | None, predicate: URIRef) -> dict[str, str]:
    return {text.language or "": str(text) for text in graph.objects(node, predicate) if isinstance(text, Literal)}


def _describe(node: Node, finding: Finding, graph: Graph) -> None:
    """Add a finding of a check query as a validation result."""
    graph.add((node, RDF.type, SH.ValidationResult))
    focus = finding.focus
    graph.add((node, SH.focusNode, BNode(focus[2:]) if focus.startswith("_:") else URIRef(focus)))
    graph.add((node, SH.sourceShape, URIRef(finding.shape)))
    graph.add((node, SH.sourceConstraintComponent, URIRef(finding.component)))
    severity = URIRef(f"{SH}{finding.severity.capitalize()}")
    graph.add((node, SH.resultSeverity, severity))
    for lang, text in finding.messages.items():
        graph.add((node, SH.resultMessage, Literal(text, lang=lang or None)))


def _copy(node: Node, source: Graph, target: Graph) -> None:
    """Copy what `source` says of `node`, and of the blank nodes that it uses."""
    for predicate, value in source.predicate_objects(node):
        if (node, predicate, value) not in target:
            target.add((node, predicate, value))
            if isinstance(value, BNode):
                _copy(value, source, target)
