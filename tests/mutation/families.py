"""The families of mutants, with the score that each must reach."""

from __future__ import annotations

from mutation import data, python, queries, shapes, vocabulary
from mutation.mutant import Family

_GRAPH = ("data", "ontology", "queries", "tests/cases", "tests/support")
FAMILIES = {
    family.name: family
    for family in (
        Family("shapes", shapes.mutants, shapes.judge, _GRAPH, 99),
        Family("queries", queries.stored_mutants, queries.judge_stored, _GRAPH, 95),
        Family("checks", queries.check_mutants, queries.judge_check, _GRAPH, 95),
        Family("data", data.mutants, data.judge, _GRAPH, 95),
        Family("vocabulary", vocabulary.mutants, vocabulary.judge, (*_GRAPH, "tests/ontology"), 90, 80),
        Family("python", python.mutants, python.judge, ("src", *_GRAPH, "tests"), 85, 80),
    )
}
