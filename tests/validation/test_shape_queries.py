"""The queries made of the shapes find exactly what pySHACL finds, on every case, the real data, and both spoilt."""

from __future__ import annotations

from functools import cache

import pyoxigraph as ox
import pytest
from rdflib import Graph
from rdflib.compare import to_isomorphic
from rdflib.namespace import SH
from support import shape_cases
from support.both_engines import told
from support.mutations import mutated
from support.shape_cases import Case, good_quads, good_store, pyshacl_findings, shapes

from paradiplomacy.rdf.convert import to_graph
from paradiplomacy.rdf.read import load_store
from paradiplomacy.release import graph_files
from paradiplomacy.sparql.embedded import Embedded
from paradiplomacy.validation.findings import Finding
from paradiplomacy.validation.input import read_input
from paradiplomacy.validation.shacl import Stumbled, report_turtle, shacl_findings
from paradiplomacy.validation.shape_queries import ShapeQueries
from paradiplomacy.validation.validate import examine

MUTANTS_OF_THE_CASES, MUTANTS_OF_THE_RELEASE = range(12), range(100, 103)


@cache
def queries_for_cases() -> ShapeQueries:
    """The queries for the cases, none of which changes a subclass."""
    return ShapeQueries(Embedded(good_store()), shapes())


@cache
def release_quads() -> tuple[ox.Quad, ...]:
    return tuple(load_store(graph_files()))


def by_queries(store: ox.Store) -> list[Finding]:
    return list(ShapeQueries(Embedded(store), shapes()).findings())


def ids(case: Case) -> str:
    return case.path.stem


@pytest.mark.parametrize("case", [*shape_cases.shape_cases(), *shape_cases.check_cases()], ids=ids)
def test_a_case_has_the_same_findings(case: Case) -> None:
    assert "subClassOf" not in case.text
    queries = queries_for_cases()
    queries.endpoint = Embedded(case.patched())
    assert told(queries.findings(), blank_names=False) == told(pyshacl_findings(case), blank_names=False)


def test_the_good_graph_and_the_release_have_the_same_findings() -> None:
    for quads in (good_quads(), release_quads()):
        store = ox.Store()
        store.extend(quads)
        assert told(by_queries(store)) == told(shacl_findings(to_graph(store), shapes()))


SPOILT = [("cases", seed, 60) for seed in MUTANTS_OF_THE_CASES]
SPOILT += [("release", seed, 120) for seed in MUTANTS_OF_THE_RELEASE]


@cache
def spoilt(what: str, seed: int, times: int) -> tuple[list[Finding], list[Finding] | None]:
    """What the queries and pySHACL find in a graph that is spoilt at random; None when pySHACL gives up."""
    store = mutated(list(good_quads() if what == "cases" else release_quads()), seed, times)
    try:
        reference = shacl_findings(to_graph(store), shapes())
    except Stumbled:
        return by_queries(store), None
    return by_queries(store), reference


@pytest.mark.parametrize(("what", "seed", "times"), SPOILT)
def test_a_spoilt_graph_has_the_same_findings(what: str, seed: int, times: int) -> None:
    found, reference = spoilt(what, seed, times)
    assert found
    if reference is not None:
        assert told(found) == told(reference)


def test_the_spoilt_graphs_break_most_shapes_and_seldom_pyshacl() -> None:
    runs = [spoilt(*what) for what in SPOILT]
    assert sum(reference is None for _, reference in runs) <= len(runs) // 3
    broken = {finding.shape for found, _ in runs for finding in found}
    rules = {str(rule.shape) for rule in queries_for_cases().rules}
    assert len(broken & rules) >= 0.6 * len(rules)


DAY_AND_BLANK = """
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE WHERE { id:example-festival para:endDate ?day } ; INSERT DATA { id:example-festival para:endDate [] }
"""


def test_where_pyshacl_gives_up_the_queries_answer() -> None:
    """A blank node has no order; pySHACL stops at it, SHACL says that it breaks the constraint."""
    store = good_store()
    store.update(DAY_AND_BLANK)
    with pytest.raises(Stumbled):
        shacl_findings(to_graph(store), shapes())
    given = read_input()
    given.store = store
    found = {finding.shape.rpartition("#")[2] for finding in examine(given, shapes(), []).findings}
    assert found == {"startDate-order", "endDate-datatype"}


def test_the_report_in_turtle_is_that_of_pyshacl_without_its_details() -> None:
    store = mutated(list(good_quads()), 3, 60)
    for quad in list(store):  # of a blank node pySHACL also copies what the data say of it
        if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode):
            store.remove(quad)
    expected = Graph().parse(data=report_turtle(shacl_findings(to_graph(store), shapes())), format="turtle")
    assert len(set(expected.subjects(SH.focusNode))) > 10
    for detail in list(expected.objects(None, SH.detail)):
        expected.remove((detail, None, None))
    expected.remove((None, SH.detail, None))
    found = Graph().parse(data=report_turtle(by_queries(store)), format="turtle")
    assert to_isomorphic(found) == to_isomorphic(expected)


def test_pyshacl_is_asked_about_few_values() -> None:
    """Else nothing would be gained: the queries themselves tell nearly all good values from bad ones."""
    store = ox.Store()
    store.extend(release_quads())
    queries = ShapeQueries(Embedded(store), shapes())
    asked = [len(list(Embedded(store).rows(rule.query))) for rule in queries.rules if rule.doubtful]
    assert len(asked) > 20
    assert sum(asked) <= 5
