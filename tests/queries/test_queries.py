"""The stored queries: the full answer of each, in two engines, and its dependence on the graph."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest
from support.query_engines import (
    ENGINES,
    EXPECTED,
    PERTURBATIONS,
    bound,
    copy_of,
    expected,
    find,
    in_oxigraph,
    in_rdflib,
    names,
    on_release,
    release,
)

from paradiplomacy.graph import Graph
from paradiplomacy.validation.checks import load_checks, run_check

# The queries that the project promises, whatever others there are.
PROMISED = {
    "sister-city-agreements", "instruments", "timeline", "compare-sectors", "activities", "delegations",
    "people-balance", "reciprocity", "institutions", "beyond-government", "objectives", "outcomes",
    "commemorations", "city-profile", "common-ground", "framework-coverage", "legal-basis",
    "paradiplomacy-forms", "works-cited", "evidence", "silences", "sister-cities-of", "wikidata-links",
}  # fmt: skip
NARROWED = {
    "activities": {"agreement": "medan-gwangju", "sector": "economy"},
    "city-profile": {"city": "Medan"},
    "delegations": {"agreement": "Kerja sama kota kembar Medan-Gwangju"},
    "evidence": {"thing": "medan-gwangju-mou-1997"},
    "institutions": {"agreement": "usu-chonnam"},
    "instruments": {"agreement": "usu-chonnam"},
    "objectives": {"agreement": "surabaya-busan"},
    "outcomes": {"agreement": "surabaya-busan"},
    "sister-cities-of": {"city": "광주광역시"},
    "timeline": {"agreement": "surabaya-busan"},
}
WORD = re.compile(r'IF\(COALESCE\(\?_lang, "en"\) = "id", "([^"]+)", "([^"]+)"\)')


def test_every_promised_query_is_there_with_its_answer() -> None:
    assert names(), "there is no stored query"
    assert PROMISED - set(names()) == set()
    assert sorted(path.stem for path in EXPECTED.iterdir()) == names()
    assert sorted(path.stem for path in PERTURBATIONS.iterdir()) == names()


@pytest.mark.parametrize("engine", ENGINES)
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
def test_no_cell_is_empty(name: str) -> None:
    assert [row for row in expected(name) if not all(row)] == []


@pytest.mark.parametrize("name", names())
def test_the_order_is_total(name: str) -> None:
    """Two rows that differ also differ in what they are ordered by; else engines may swap them."""
    header, *rows = expected(name)
    keys = find(name).text.splitlines()[-1].removeprefix("ORDER BY ").split()
    places = [header.index(key.removeprefix("?")) for key in keys]
    by_key: dict[tuple[str, ...], list[str]] = {}
    for row in rows:
        assert by_key.setdefault(tuple(row[place] for place in places), row) == row


@pytest.mark.parametrize("name", names())
def test_a_dropped_triple_changes_the_answer(name: str) -> None:
    store = copy_of(release().store)
    before = set(store)
    store.update((PERTURBATIONS / f"{name}.ru").read_text(encoding="utf-8"))
    after = set(store)
    assert after < before, f"{name}.ru must drop a triple that the graph has and add none"
    text = find(name).text
    changed = in_oxigraph(text, store)
    assert changed != expected(name)
    assert in_rdflib(text, Graph(store).rdflib()) == changed


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", names())
def test_the_indonesian_answer_is_complete_and_has_no_english_words(name: str, engine: str) -> None:
    table = on_release(bound(name, lang="id"), engine)
    assert len(table) == len(expected(name))
    assert [row for row in table if not all(row)] == []
    english = {words[1] for words in WORD.findall(find(name).text)}
    assert [row for row in table[1:] if english.intersection(row)] == []


@pytest.mark.parametrize("name", names())
def test_a_language_with_few_labels_loses_no_row(name: str) -> None:
    """Korean names only places and classes; the rest stays English."""
    table = in_oxigraph(bound(name, lang="ko"), release().store)
    assert len(table) == len(expected(name))
    assert [row for row in table if not all(row)] == []


def test_every_parameter_is_tried() -> None:
    taking = {name: set(find(name).parameters) - {"lang"} for name in names()}
    assert {name: set(values) for name, values in NARROWED.items()} == {n: p for n, p in taking.items() if p}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", NARROWED)
def test_a_parameter_narrows_the_answer(name: str, engine: str) -> None:
    everything = expected(name)
    for parameter, value in NARROWED[name].items():
        some = on_release(bound(name, **{parameter: value}), engine)
        assert 1 < len(some) < len(everything), f"{parameter} = {value}"
        assert [row for row in some if row not in everything] == []


@pytest.mark.parametrize("check", load_checks(), ids=lambda check: str(check.name))
def test_a_check_returns_no_row_on_the_release(check: object) -> None:
    from paradiplomacy.validation.checks import Check

    assert isinstance(check, Check)
    assert [finding.messages["en"] for finding in run_check(check, release().store)] == []
    assert on_release(check.query.text, "rdflib")[1:] == []


def test_there_are_checks() -> None:
    assert load_checks(), "queries/checks/ holds no query"


def test_the_release_is_not_empty() -> None:
    assert len(release()) > 0
    assert isinstance(release().store, ox.Store)
