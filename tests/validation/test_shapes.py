"""The shapes and check queries: every constraint can fail, and fails for its own reason only."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest
import shacl
from support.shape_cases import (
    Case,
    check_cases,
    expanded,
    findings,
    good_store,
    shape_cases,
    shapes,
    summary,
    users_of_shapes,
)
from support.vocabulary_tools import vocabularies
from support.waivers import waived

from paradiplomacy.rdf.namespaces import SH, SHAPES
from paradiplomacy.rdf.read import load_store
from paradiplomacy.release import graph_files
from paradiplomacy.validation.checks import Check, load_checks, run_check
from paradiplomacy.validation.engines import shape_findings
from paradiplomacy.validation.input import Input, Subject
from paradiplomacy.validation.shapes import engine_text, sh
from paradiplomacy.validation.validate import validate

# What makes no finding by itself: it ties shapes together, qualifies a constraint, or is for people.
NOT_CONSTRAINTS = {
    *("property", "path", "inversePath", "alternativePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath"),
    *("message", "description", "severity", "name", "flags", "ignoredProperties"),
    *("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf"),
}
# The datatype beside the pattern refuses the same values.
SAID_TWICE = {("YearValue", "pattern"), ("MonthValue", "pattern"), ("YearMonthValue", "pattern")}


def constraints() -> list[ox.Quad]:
    """Every triple of the shapes that states a constraint, those of helpers too."""
    names = {SH + name for name in NOT_CONSTRAINTS}
    listed = [
        quad for quad in shapes().store if quad.predicate.value.startswith(SH) and quad.predicate.value not in names
    ]
    return sorted(listed, key=str)


def name(shape: object) -> str:
    return str(shape).strip("<>").removeprefix(SHAPES)


def reporting() -> list[Subject]:
    """The shapes that make findings: those with a target, and the property shapes that they list."""
    found = list(shapes().targeted())
    for shape in found:
        found += [
            node for node in shapes().objects(shape, "property") if isinstance(node, Subject) and node not in found
        ]
    return found


def constrained() -> list[Subject]:
    """The reporting shapes with a constraint of their own."""
    used = {quad.subject for quad in constraints()}
    return [shape for shape in reporting() if shape in used]


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Case, Input]]:
    """The cases with their graphs, to be judged by several shapes."""
    folder, found = tmp_path_factory.mktemp("cases"), []
    for case in shape_cases():
        found.append((case, Input(ox.Store(), folder / f"{case.path.stem}.nt")))
        found[-1][1].add(case.patched())
    return found


def test_every_case_gives_its_one_finding(tried: list[tuple[Case, Input]]) -> None:
    assert len(tried) > 250
    found = {
        case.path.stem: (case, [summary(each) for each in shape_findings(given, shapes())]) for case, given in tried
    }
    assert {stem: seen for stem, (case, seen) in found.items() if seen != [case.expected]} == {}
    assert findings(good_store()) == []


def test_every_shape_has_a_case() -> None:
    shapes_tried = {case.expected[0] for case in shape_cases()}
    assert [name(shape) for shape in constrained() if name(shape) not in {name(each) for each in shapes_tried}] == []


def test_a_constraint_that_is_gone_is_noticed(tried: list[tuple[Case, Input]]) -> None:
    """Each constraint is taken out of the shapes by itself; then a case no longer gives its finding."""
    cases: dict[str, list[tuple[Case, Input]]] = {}
    for case, given in tried:
        cases.setdefault(case.expected[0], []).append((case, given))
    text, users, unnoticed = engine_text(shapes().store), users_of_shapes(), []
    for quad in constraints():
        line, constraint = f"{quad} .\n", quad.predicate.value.removeprefix(SH)
        assert text.count(line) == 1
        known = replace(shapes(), compiled=shacl.Shapes.from_text(text.replace(line, ""), "ntriples"))
        concerned = [quad.subject]
        for shape in concerned:
            concerned += [user for user in users.get(shape, ()) if user not in concerned]
        near = [case for shape in concerned for case in cases.get(str(shape).strip("<>"), ())]
        # Those of this constraint first; one is enough.
        near.sort(key=lambda each: each[0].expected[1] != constraint)
        if all([summary(each) for each in shape_findings(given, known)] == [case.expected] for case, given in near):
            unnoticed.append((name(quad.subject), constraint))
    assert set(unnoticed) <= SAID_TWICE


@pytest.mark.parametrize("what", ["good graph", "release"])
def test_every_target_is_reached(what: str) -> None:
    data = good_store() if what == "good graph" else load_store(graph_files())
    targeted = shapes().targeted()
    assert targeted, "no shape has a target"
    # The release need not have what no source so far says; the good graph has everything.
    spared = {term.partition(":")[2] for term in waived("data")} if what == "release" else set()
    unreached = {name(shape) for shape in targeted if not shapes().focus_nodes(data, shape)}
    assert sorted(unreached - spared) == []


def test_the_release_has_no_violation() -> None:
    report = validate()
    assert [finding.sentence() for finding in report.findings if finding.severity == "violation"] == []
    assert report.status() == 0


def test_messages_in_both_languages() -> None:
    languages = {name(shape): sorted(shapes().texts(shape, "message")) for shape in constrained()}
    assert {shape: found for shape, found in languages.items() if found != ["en", "id"]} == {}


def test_shapes_have_iris_and_are_used() -> None:
    known = shapes().store
    listed = {quad.subject for quad in known.quads_for_pattern(None, sh("path"), None, None)}
    assert listed
    assert [shape for shape in listed if not str(shape).startswith(f"<{SHAPES}")] == []
    used = {quad.object for quad in known} | set(shapes().targeted())
    assert [name(shape) for shape in listed if shape not in used] == []
    properties = {quad.object for quad in known.quads_for_pattern(None, sh("property"), None, None)}
    assert [name(shape) for shape in properties - listed] == []


def test_every_shacl_term_exists() -> None:
    """``sh:nodekind`` as a value would be passed over; unknown properties are refused when shapes are read."""
    used = {node.value for quad in shapes().store for node in quad.triple if isinstance(node, ox.NamedNode)}
    assert sorted({iri for iri in used if iri.startswith(SH)} - vocabularies()[SH].terms) == []


def test_every_check_query_has_a_case() -> None:
    names = {check.name for check in load_checks()}
    assert names, "there is no check query"
    assert {case.path.stem for case in check_cases()} == names


@pytest.mark.parametrize("check", load_checks(), ids=lambda check: check.name)
def test_a_check_query_passes_the_good_graph_and_finds_its_case(check: Check) -> None:
    assert run_check(check, good_store()) == []
    assert sorted(check.messages) == ["en", "id"]
    [case] = [case for case in check_cases() if case.path.stem == check.name]
    rows = run_check(check, case.patched())
    assert rows
    if "focus" in case.header:
        assert {row.focus for row in rows} == {expanded(case.header["focus"])}
