"""Write findings as a SHACL validation report in Turtle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from paradiplomacy.rdf.facts import TYPE
from paradiplomacy.rdf.read import read_term
from paradiplomacy.rdf.turtle.longturtle import serialise
from paradiplomacy.validation.findings import Finding
from paradiplomacy.validation.placing import node_of_name
from paradiplomacy.validation.shapes import sh

_ROOT = ox.BlankNode("report")


def report_turtle(findings: Iterable[Finding]) -> str:
    """A SHACL validation report on ``findings`` in canonical Turtle."""
    quads = [ox.Quad(_ROOT, TYPE, sh("ValidationReport"))]
    number = 0
    for number, finding in enumerate(findings, 1):
        node = ox.BlankNode(f"result{number}")
        quads += [ox.Quad(_ROOT, sh("result"), node), ox.Quad(node, TYPE, sh("ValidationResult"))]
        quads += _told(node, finding)
    quads.append(ox.Quad(_ROOT, sh("conforms"), ox.Literal(not number)))
    return serialise(quads, {})


def _told(node: ox.BlankNode, finding: Finding) -> Iterator[ox.Quad]:
    yield ox.Quad(node, sh("focusNode"), node_of_name(finding.focus) or read_term(finding.focus))
    if finding.shape:
        yield ox.Quad(node, sh("sourceShape"), ox.NamedNode(finding.shape))
    yield ox.Quad(node, sh("sourceConstraintComponent"), ox.NamedNode(finding.component))
    yield ox.Quad(node, sh("resultSeverity"), sh(finding.severity.capitalize()))
    for language, text in finding.messages.items():
        yield ox.Quad(node, sh("resultMessage"), ox.Literal(text, language=language or None))
    if finding.raw is not None:
        value, path, store = finding.raw
        if isinstance(value, ox.NamedNode | ox.BlankNode | ox.Literal):
            yield ox.Quad(node, sh("value"), value)
        if path is not None:
            yield ox.Quad(node, sh("resultPath"), path)
            yield from _of_blank_node(path, store)


def _of_blank_node(node: object, store: ox.Store) -> Iterator[ox.Quad]:
    """What a path that is no plain property is made of."""
    if isinstance(node, ox.BlankNode):
        for quad in store.quads_for_pattern(node, None, None, None):
            yield quad
            yield from _of_blank_node(quad.object, store)
