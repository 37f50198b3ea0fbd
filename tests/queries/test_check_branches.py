"""The check queries, branch by branch: what each must report, and the exceptions that it must leave alone."""

from __future__ import annotations

import pytest
from support.check_cases import ALONE, REPORTED, store_of
from support.query_engines import ENGINES, in_oxigraph, in_rdflib

from paradiplomacy.graph import Graph
from paradiplomacy.rdf.namespaces import ID
from paradiplomacy.validation.checks import load_checks


def found(name: str, turtle: str, engine: str) -> set[str]:
    [text] = [check.query.text for check in load_checks() if check.name == name]
    store = store_of(turtle)
    table = in_rdflib(text, Graph(store).rdflib()) if engine == "rdflib" else in_oxigraph(text, store)
    return {row[table[0].index("focusNode")] for row in table[1:]}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("name", "turtle"), REPORTED)
def test_a_check_reports(name: str, turtle: str, engine: str) -> None:
    assert found(name, turtle, engine) == {f"{ID}x"}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("name", "turtle"), ALONE)
def test_a_check_leaves_alone(name: str, turtle: str, engine: str) -> None:
    assert found(name, turtle, engine) == set()
