"""Shapes as we hand them to pySHACL find what the shapes as written find."""

from __future__ import annotations

from pathlib import Path

import pyshacl
import pytest
from rdflib import Graph
from rdflib.namespace import SH
from support import shape_cases
from support.shape_cases import good_store

from paradiplomacy.rdf.convert import quiet_literals, to_graph
from paradiplomacy.validation.shapes import Shapes, load_shapes

Result = tuple[str, ...]

PREFIXES = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX x: <http://x/>
"""

SHAPES = {
    "one class": "x:S a sh:NodeShape ; sh:targetClass x:C ; sh:property x:Sp . x:Sp sh:path x:p ; sh:minCount 1 .",
    "a shared property shape": (
        "x:S a sh:NodeShape ; sh:targetClass x:C ; sh:property x:Sp . x:Sp sh:path x:p ; sh:minCount 1 ."
        "x:T a sh:NodeShape ; sh:targetSubjectsOf x:q ; sh:property x:Sp ."
    ),
    "a class that is a shape": (
        "x:C a sh:NodeShape , rdfs:Class ; sh:property x:Sp . x:Sp sh:path x:p ; sh:minCount 1 ."
    ),
    "a shape that another refers to": (
        "x:S a sh:NodeShape ; sh:targetClass x:C ; sh:property x:Sp . x:Sp sh:path x:p ; sh:minCount 1 ."
        "x:T a sh:NodeShape ; sh:targetObjectsOf x:q ; sh:node x:S ."
    ),
    "a shape that is switched off": (
        "x:S a sh:NodeShape ; sh:targetClass x:C ; sh:deactivated true ; sh:property x:Sp ."
        "x:T a sh:NodeShape ; sh:targetNode x:d ; sh:property x:Sp . x:Sp sh:path x:p ; sh:minCount 1 ."
    ),
    "nested and closed": (
        "x:S a sh:NodeShape ; sh:targetClass x:C ; sh:closed true ; sh:ignoredProperties ( rdfs:comment ) ;"
        " sh:property x:Sq . x:Sq sh:path x:q ; sh:property [ sh:path x:p ; sh:minCount 1 ; sh:severity sh:Info ] ."
    ),
}
DATA = """
x:D rdfs:subClassOf x:C .
x:a a x:C ; x:p 1 ; x:q x:c .   x:b a x:C ; x:q x:a .   x:c a x:D .   x:d x:q x:e .   x:e x:q x:f ; x:r 1 .
"""


def results(data: Graph, shapes: Graph) -> list[Result]:
    """Every result of pySHACL with all that it says."""
    with quiet_literals():
        _, report, _ = pyshacl.validate(data, shacl_graph=shapes)
    parts = (SH.focusNode, SH.sourceConstraintComponent, SH.resultPath, SH.value, SH.resultSeverity, SH.sourceShape)
    found = []
    for result in report.objects(None, SH.result):
        told = tuple(str(report.value(result, part)) for part in parts)
        messages = sorted(text.n3() for text in report.objects(result, SH.resultMessage))
        found.append((*told, *messages))
    return sorted(set(found))


@pytest.mark.parametrize("case", SHAPES)
def test_small_shapes(case: str) -> None:
    data = Graph().parse(data=PREFIXES + DATA, format="turtle")
    shapes = Shapes(Path("x.ttl"), Graph().parse(data=PREFIXES + SHAPES[case], format="turtle"))
    # Blank nodes keep their names in a copy, so that those of two results can be compared.
    expected = results(data, shapes.graph)
    assert expected
    assert results(data, shapes.flattened) == expected


def test_our_own_shapes() -> None:
    """On the good graph with the patches of all cases at once."""
    store = good_store()
    cases = shape_cases.shape_cases()
    assert cases, "there is no case"
    for case in cases:
        store.update(case.text)
    data, shapes = to_graph(store), load_shapes()
    expected = results(data, shapes.graph)
    assert len(expected) > len(cases) / 2
    assert results(data, shapes.flattened) == expected
