"""The stored queries: the full answer of each, in two engines, and its dependence on the graph."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest
from support.invented_graph import invented
from support.narrowed import NARROWED
from support.query_engines import (
    ENGINES,
    EXPECTED,
    PERTURBATIONS,
    bound,
    copy_of,
    expected,
    find,
    in_oxigraph,
    is_total,
    kept,
    names,
    on_release,
    release,
)
from support.write_expected import GRAPHS, answers, asked, reported, unasked

from paradiplomacy.rdf.namespaces import ID
from paradiplomacy.validation.checks import Check, load_checks, run_check

WITH_SLOW = [ENGINES[0], pytest.param(ENGINES[1], marks=pytest.mark.slow)]
# The queries that the project promises, whatever others there are.
PROMISED = {
    "sister-city-agreements", "instruments", "timeline", "compare-sectors", "activities", "delegations",
    "people-balance", "reciprocity", "institutions", "beyond-government", "objectives", "outcomes",
    "commemorations", "city-profile", "common-ground", "framework-coverage", "legal-basis",
    "paradiplomacy-forms", "works-cited", "evidence", "silences", "sister-cities-of", "wikidata-links",
    "wikidata-missing",
}  # fmt: skip
#: Parameters with which the counts or the choice in a row are others.
ANOTHER_COUNT = {"source", "prefer", "rule"}

_DATES = {"start", "end", "precision", "recurringMonth"}
#: The columns that may be empty.
FOR_MACHINES = {
    "agreement-stages": {"record"},
    "activities": {*_DATES, "participantCount"},
    "city-profile": {"ordinal", "partnerCount"},
    "commemorations": {"kilometres", "year"},
    "compare-sectors": {"earliestDatedYear", "sinceYear"},
    "delegations": {*_DATES, "people"},
    "evidence": {"position"},
    "institutional-agreements": {"signedOn", "sinceYear"},
    "instruments": {"instrument", "signedOn"},
    "legal-basis": {"law", "issuedDate"},
    "one-sided-ties": {"listing"},
    "people-balance": {"exactPeople", "minimumPeople", "atLeastInTotal"},
    "shared-partners": {"peer"},
    "sources-agree": {"literal"},
    "sources-compare": {"literal"},
    "sister-cities-of": {"partner", "partnerCount", "sinceYear", "letterSignedOn", "memorandumSignedOn"},
    "sister-city-agreements": {"signedOn"},
    "timeline": _DATES,
    "two-hops": {"reached"},
    "works-cited": {"issuedDate", "accessedDate"},
}
# Columns in which a date or number stands beside words, each with a column for machines.
FOR_READING = {
    "when",
    "opened",
    "earliestDated",
    "since",
    "letterOfIntent",
    "memorandumOfUnderstanding",
    "people",
    "value",
    "time",
}
FOR_READING |= {"issued", "accessed"}


def test_every_promised_query_is_there_with_its_answer() -> None:
    assert names(), "there is no stored query"
    assert PROMISED - set(names()) == set()
    assert sorted(path.stem for path in EXPECTED.iterdir()) == names()
    assert sorted(path.stem for path in PERTURBATIONS.iterdir()) == names()


@pytest.mark.parametrize("engine", WITH_SLOW)
@pytest.mark.parametrize("name", names())
def test_the_answer_is_the_expected_one(name: str, engine: str) -> None:
    table = expected(name)
    assert len(table) > 1, "the expected answer has no row"
    assert on_release(find(name).text, engine) == table


@pytest.mark.parametrize("name", names())
def test_defaults_and_format_change_nothing(name: str) -> None:
    written = (EXPECTED / f"{name}.csv").read_bytes().decode("utf-8")
    assert release().query(name).to_csv() == written


@pytest.mark.parametrize("name", names())
def test_no_cell_for_reading_is_empty(name: str) -> None:
    """A column for machines holds a value or nothing; beside it a column for reading says why it is empty."""
    header, *rows = expected(name)
    empty = {column for row in rows for column, cell in zip(header, row, strict=True) if not cell}
    assert empty - FOR_MACHINES.get(name, set()) == set()


@pytest.mark.parametrize("name", FOR_MACHINES)
def test_columns_for_machines_hold_numbers_and_dates(name: str) -> None:
    header, *rows = expected(name)
    for column in FOR_MACHINES[name]:
        cells = [cell for row in rows for at, cell in zip(header, row, strict=True) if at == column and cell]
        if column == "literal":
            assert cells
        elif column in {"instrument", "law", "partner", "record", "peer", "reached", "listing"}:
            assert all(cell.startswith(ID) for cell in cells)
        elif column == "precision":
            assert set(cells) <= {"day", "month", "year", "edtf"}
        else:
            assert all(re.fullmatch(r"[0-9.]+|[0-9]{4}-[0-9]{2}(-[0-9]{2})?", cell) for cell in cells)


@pytest.mark.parametrize("name", names())
def test_a_column_with_dates_or_numbers_and_words_has_one_for_machines(name: str) -> None:
    header, *rows = expected(name)
    for column, *cells in zip(header, *rows, strict=True):
        numbers = [bool(re.fullmatch(r"\d[\d.-]*", cell)) for cell in cells if cell]
        if any(numbers) and not all(numbers) and "silent" in " ".join(cells):
            assert column in FOR_READING
            assert FOR_MACHINES.get(name)


@pytest.mark.parametrize("name", names())
def test_the_order_is_total(name: str) -> None:
    """Two rows that differ also differ in what they are ordered by; else engines may swap them."""
    assert is_total(find(name).text, expected(name))


@pytest.mark.parametrize("name", names())
def test_a_dropped_triple_changes_the_answer(name: str) -> None:
    store = copy_of(release().store)
    before = set(store)
    store.update((PERTURBATIONS / f"{name}.ru").read_text(encoding="utf-8"))
    assert set(store) < before, f"{name}.ru must drop a triple that the graph has and add none"
    assert in_oxigraph(find(name).text, store) != expected(name)


@pytest.mark.parametrize(
    ("name", "graph"), [(name, graph) for name in names() for graph in GRAPHS if asked(name, graph)]
)
def test_other_answers_are_the_kept_ones(name: str, graph: str) -> None:
    """In other languages, with parameters, and on the invented graph, which reaches what the release leaves out."""
    assert answers(name, graph) == kept(name, graph)


def test_what_no_query_asks_is_what_is_kept() -> None:
    assert len(unasked(release().store)) > 100
    assert unasked(release().store) == kept("unasked", "release")


@pytest.mark.parametrize("name", names())
def test_english_is_the_language_of_an_unbound_parameter(name: str) -> None:
    """In rdflib the expected answers, which are English, are those of unbound parameters."""
    assert in_oxigraph(find(name).text, invented().store) == in_oxigraph(bound(name, lang="en"), invented().store)


def test_every_parameter_is_tried() -> None:
    taking = {name: set(find(name).parameters) - {"lang"} for name in names()}
    assert {name: set(values) for name, values in NARROWED.items()} == {n: p for n, p in taking.items() if p}


@pytest.mark.parametrize("name", NARROWED)
def test_a_parameter_narrows_the_answer(name: str) -> None:
    everything = expected(name)
    for parameter, value in NARROWED[name].items():
        some = on_release(bound(name, **{parameter: value}), "Oxigraph")
        if parameter in ANOTHER_COUNT:
            assert some != everything, f"{parameter} = {value}"
            continue
        assert 1 < len(some) < len(everything), f"{parameter} = {value}"
        assert [row for row in some if row not in everything] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", NARROWED)
def test_all_parameters_at_once_are_understood_in_rdflib_as_well(name: str) -> None:
    text = bound(name, **NARROWED[name])
    some = on_release(text, "Oxigraph")
    assert len(some) > 1
    assert on_release(text, "rdflib") == some


@pytest.mark.parametrize("check", load_checks(), ids=lambda check: str(check.name))
def test_a_check_returns_no_row_on_the_release(check: Check) -> None:
    assert [finding.messages["en"] for finding in run_check(check, release().store)] == []
    assert on_release(check.query.text, "rdflib")[1:] == []


@pytest.mark.parametrize("check", load_checks(), ids=lambda check: str(check.name))
def test_what_a_check_reports_of_its_cases_is_kept(check: Check) -> None:
    assert reported(check.name, check.query.text) == kept(check.name, "checks")


def test_there_are_checks() -> None:
    assert load_checks(), "queries/checks/ holds no query"


def test_the_release_is_not_empty() -> None:
    assert len(release()) > 0
    assert isinstance(release().store, ox.Store)
