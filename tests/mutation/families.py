"""The families of mutants, with the score that each must reach."""

from __future__ import annotations

from mutation import data, python, queries, shapes, vocabulary
from mutation.mutant import Family

_GRAPH = ("data", "ontology/paradiplomacy.ttl", "ontology/schemes.ttl")
_ASKED = (
    *_GRAPH, "tests/cases/answers", "tests/mutation/queries.py", "tests/mutation/sparql.py",
    *(f"tests/support/{name}.py" for name in ("narrowed", "query_engines", "write_expected")),
)  # fmt: skip
_SHAPES = (
    *_GRAPH, "tests/cases/bad", "tests/cases/good.ttl", "tests/cases/shapes", "tests/mutation/shapes.py",
    *(f"tests/support/{name}.py" for name in ("edtf", "patterns", "shape_cases", "shape_tables")),
)  # fmt: skip
_ALL = ("data", "ontology", "queries", "src", "tests/cases", "tests/support", "tests/mutation/shadow.py")

FAMILIES = {
    family.name: family
    for family in (
        Family("shapes", shapes.mutants, shapes.judge, _SHAPES, 99, 800),
        Family(
            "queries",
            queries.stored_mutants,
            queries.judge_stored,
            (*_ASKED, "queries/expected", "tests/cases/invented.ttl", "tests/support/invented_graph.py"),
            95,
            1_500,
            60,
        ),
        Family(
            "checks",
            queries.check_mutants,
            queries.judge_check,
            (*_ASKED, "tests/cases/bad-checks", "tests/cases/good.ttl", "tests/support/check_cases.py"),
            95,
        ),
        Family(
            "data",
            data.mutants,
            data.judge,
            (*_ASKED, "ontology/shapes.ttl", "queries", "tests/mutation/data.py", "tests/mutation/triples.py"),
            95,
        ),
        Family(
            "vocabulary",
            vocabulary.mutants,
            vocabulary.judge,
            (*_ALL, "tests/ontology", *(f"tests/mutation/{name}.py" for name in ("data", "triples", "vocabulary"))),
            90,
            40,
            prepare=vocabulary.prepare,
            parts=vocabulary.FILES[:1],
        ),
        Family(
            "python",
            python.mutants,
            python.judge,
            (*_ALL, "tests"),
            85,
            80,
            prepare=python.prepare,
            parts=python.FOLDERS,
        ),
    )
}
