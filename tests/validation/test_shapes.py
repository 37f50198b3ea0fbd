"""The shapes and check queries: every one can fail, and fails for its own reason only."""

from __future__ import annotations

import pytest
from pyshacl.constraints import CONSTRAINT_PARAMETERS_MAP
from rdflib import URIRef
from rdflib.namespace import SH
from rdflib.term import Node
from support import shape_cases
from support.shape_cases import Case, check_cases, found, good_store
from support.vocabulary_tools import vocabularies

from paradiplomacy.rdf.convert import to_graph
from paradiplomacy.rdf.namespaces import SHAPES
from paradiplomacy.rdf.read import load_store
from paradiplomacy.release import graph_files
from paradiplomacy.validation.checks import load_checks, run_check
from paradiplomacy.validation.findings import SEVERITIES
from paradiplomacy.validation.shapes import Shapes
from paradiplomacy.validation.validate import validate

# These only tie a shape to others; what they refer to is a constraint.
STRUCTURE = {SH.property}
SPARQL_ONLY = ("sparql", "select", "ask", "rule", "js", "target", "expression", "condition", "construct")

NO_CASES = "tests/cases holds no case, so nothing would be tested"


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    return shape_cases.shapes()


def constraints(shapes: Shapes, shape: Node) -> list[tuple[type, Node]]:
    """The constraint components that a shape uses itself, one entry for each value of a parameter."""
    listed = []
    for parameter, component in CONSTRAINT_PARAMETERS_MAP.items():
        if parameter not in STRUCTURE:
            listed += [(component, parameter) for _ in shapes.graph.objects(shape, parameter)]
    return listed


def reporting(shapes: Shapes) -> list[Node]:
    """The property shapes that make findings; others are only parts of a constraint, as in sh:or."""
    found, waiting = set(shapes.targeted()), shapes.targeted()
    while waiting:
        listed = set(shapes.graph.objects(waiting.pop(), SH.property)) - found
        found |= listed
        waiting += listed
    return [shape for shape in shapes.property_shapes() if shape in found]


def constrained(shapes: Shapes) -> list[Node]:
    """The shapes that can fail: property shapes, and node shapes with a constraint of their own."""
    listed = reporting(shapes)
    nodes = [shape for shape in shapes.targeted() if constraints(shapes, shape)]
    return [*listed, *(shape for shape in nodes if shape not in listed)]


def name(shape: Node) -> str:
    return str(shape).removeprefix(SHAPES)


def ids(case: Case) -> str:
    return case.path.stem


def test_the_good_graph_has_no_finding() -> None:
    assert found(good_store()) == []


def test_there_are_cases() -> None:
    assert shape_cases.shape_cases(), NO_CASES
    assert check_cases(), NO_CASES


@pytest.mark.parametrize("case", shape_cases.shape_cases(), ids=ids)
def test_a_patch_gives_one_finding(case: Case) -> None:
    # The same answer serves for the comparison with the queries made of the shapes.
    assert [shape_cases.summary(finding) for finding in shape_cases.pyshacl_findings(case)] == [case.expected]


def test_every_shape_has_a_case(shapes: Shapes) -> None:
    tried = {case.expected[0] for case in shape_cases.shape_cases()}
    listed = constrained(shapes)
    assert listed, "no shape has a constraint"
    assert [name(shape) for shape in listed if str(shape) not in tried] == []


def test_every_target_is_reached_in_the_good_graph(shapes: Shapes) -> None:
    data = to_graph(good_store())
    targeted = shapes.targeted()
    assert targeted, "no shape has a target"
    assert [name(shape) for shape in targeted if not shapes.focus_nodes(shape, data)] == []


def test_every_target_is_reached_in_the_release(shapes: Shapes) -> None:
    data = to_graph(load_store(graph_files()))
    targeted = shapes.targeted()
    assert targeted, "no shape has a target"
    assert [name(shape) for shape in targeted if not shapes.focus_nodes(shape, data)] == []


def test_the_release_has_no_violation() -> None:
    report = validate()
    assert [
        line for line, finding in zip(report.lines(), report.findings, strict=True) if finding.severity == SEVERITIES[0]
    ] == []
    assert report.status() == 0


def test_messages_in_both_languages(shapes: Shapes) -> None:
    listed = constrained(shapes)
    assert listed, "no shape has a constraint"
    languages = {
        name(shape): sorted(text.language or "" for text in shapes.graph.objects(shape, SH.message))  # type: ignore[attr-defined]
        for shape in listed
    }
    assert {shape: found for shape, found in languages.items() if found != ["en", "id"]} == {}


def test_one_constraint_for_each_property_shape(shapes: Shapes) -> None:
    """With two, one message would have to speak of both."""
    listed = reporting(shapes)
    assert listed, "there is no property shape"
    wrong = {}
    for shape in listed:
        used = constraints(shapes, shape)
        components = {component for component, _ in used}
        parameters = [parameter for _, parameter in used]
        if len(components) != 1 or len(parameters) != len(set(parameters)):
            wrong[name(shape)] = sorted(map(str, parameters))
    assert wrong == {}


def test_shapes_have_iris_and_are_used(shapes: Shapes) -> None:
    listed = shapes.property_shapes()
    assert listed, "there is no property shape"
    assert [shape for shape in listed if not isinstance(shape, URIRef) or not shape.startswith(SHAPES)] == []
    used = set(shapes.graph.objects()) | set(shapes.targeted())
    assert [name(shape) for shape in listed if shape not in used] == []
    assert [name(shape) for shape in shapes.graph.objects(None, SH.property) if shape not in listed] == []


def test_every_shacl_term_exists(shapes: Shapes) -> None:
    """A misspelt parameter such as sh:mincount would be passed over in silence."""
    namespace = str(SH)
    used = {str(term) for triple in shapes.graph for term in triple if str(term).startswith(namespace)}
    assert used, "the shapes use no term of SHACL"
    assert sorted(used - vocabularies()[namespace].terms) == []


def test_core_shacl_only(shapes: Shapes) -> None:
    advanced = {SH[word] for word in SPARQL_ONLY}
    assert sorted(str(term) for triple in shapes.graph for term in triple if term in advanced) == []


def test_every_check_query_has_a_case() -> None:
    names = {check.name for check in load_checks()}
    assert names, "there is no check query"
    assert {case.path.stem for case in check_cases()} == names


@pytest.mark.parametrize("check", load_checks(), ids=lambda check: check.name)
def test_a_check_query_passes_the_good_graph_and_speaks_both_languages(check: object) -> None:
    from paradiplomacy.validation.checks import Check

    assert isinstance(check, Check)
    assert run_check(check, good_store()) == []
    assert sorted(check.messages) == ["en", "id"]


@pytest.mark.parametrize("case", check_cases(), ids=ids)
def test_a_patch_gives_the_check_query_a_row(case: Case) -> None:
    [check] = [check for check in load_checks() if check.name == case.path.stem]
    rows = run_check(check, case.patched())
    assert rows
    if "focus" in case.header:
        assert {row.focus for row in rows} == {shape_cases.expanded(case.header["focus"])}
