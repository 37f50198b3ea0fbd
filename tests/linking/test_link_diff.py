"""``link diff``: what Wikidata and the graph each say of twinnings."""

from __future__ import annotations

import csv
import io

import pyoxigraph as ox
import pytest
from support.in_process import Run
from support.twinning_2016 import MISSING, folder, read, turtle
from support.twinning_graph import agreement, city, document, passage, store
from support.wikidata_world import World

from paradiplomacy.graph import load
from paradiplomacy.linking.diff import Difference, compare_start, diff
from paradiplomacy.linking.recorded import twinnings
from paradiplomacy.sparql.embedded import Embedded


@pytest.fixture(scope="module")
def rows(endpoint: Embedded) -> list[Difference]:
    return diff(endpoint, twinnings(load().store))


def test_our_two_pairs_come_first(rows: list[Difference]) -> None:
    assert [row.agreement for row in rows[:2]] == ["medan-gwangju", "surabaya-busan"]
    assert not any(row.agreement for row in rows[2:])


def test_both_directions_and_their_starts_are_told(rows: list[Difference]) -> None:
    row = rows[0]
    assert (row.one, row.other, row.wikidata) == ("Gwangju (Q41283)", "Medan (Q5972)", "both directions")
    assert (row.start_in_wikidata, row.start_in_graph) == ("1997, 1997-09-24", "1997-09-24")
    assert row.finding == "Gwangju → Medan: same start; Medan → Gwangju: Wikidata is less precise"
    assert "Perbandingan Paradiplomasi" in row.source
    assert "“" in row.source


def test_a_direction_that_is_missing_is_told_with_a_start_on_which_our_sources_do_not_agree(
    rows: list[Difference],
) -> None:
    row = rows[1]
    assert row.wikidata == "Surabaya → Busan only"
    assert row.finding == "missing in Wikidata: Busan → Surabaya; Wikidata is more precise"
    assert (row.start_in_wikidata, row.start_in_graph) == ("1994-11-10", "1994")


def test_other_twinnings_of_our_cities_that_are_stated_once_follow(rows: list[Difference]) -> None:
    assert [(row.one, row.other, row.finding.partition(":")[0]) for row in rows[2:]] == [
        ("Istanbul (Q406)", "Surabaya (Q11462)", "missing in Wikidata"),
        ("Istanbul (Q406)", "Busan (Q16520)", "missing in Wikidata"),
        ("Surabaya (Q11462)", "Chengdu-on-Test (Q374365)", "missing in Wikidata"),
        ("Chengdu-on-Test (Q374365)", "Medan (Q5972)", "missing in Wikidata"),
    ]
    assert {row.start_in_graph for row in rows[2:]} == {"not coded"}


def test_a_deprecated_statement_does_not_count(rows: list[Difference]) -> None:
    assert not any("Q42069" in row.one + row.other for row in rows)


def compared(*statements: dict[str, object], **ours: object) -> Difference:
    """Alda and Brimo in the graph, with what Wikidata has from Alda to Brimo."""
    graph = World()
    for item, name in (("Q901", "Alda"), ("Q902", "Brimo")):
        graph.item(item, {"en": name}, "Q515")
    for statement in statements:
        graph.twin("Q901", "Q902", **statement)  # type: ignore[arg-type]
    made = store(
        city("alda", "Q901"),
        city("brimo", "Q902"),
        passage("tie", "gazette"),
        document("memo", "1997-09-24", ("tie",)),
        agreement("ab", ("alda", "brimo"), ("tie",), **{"documents": ("memo",), **ours}),  # type: ignore[arg-type]
    )
    (row,) = diff(graph.endpoint(), twinnings(made))
    return row


def test_a_twinning_that_wikidata_lacks_is_missing_both_ways() -> None:
    row = compared()
    assert (row.wikidata, row.finding) == ("none", "missing in Wikidata: Alda → Brimo, Brimo → Alda")


def plain() -> ox.Store:
    """An agreement of Alda and Brimo of which nothing more is known."""
    return store(
        city("alda", "Q901"),
        city("brimo", "Q902"),
        passage("tie", "gazette"),
        agreement("a", ("alda", "brimo"), ("tie",)),
    )


def test_a_statement_about_an_item_that_was_merged_counts() -> None:
    graph = World()
    graph.item("Q901", {"en": "Alda"}, "Q515")
    graph.item("Q902", {"en": "Brimo"}, "Q515")
    graph.redirect("Q999", "Q902")
    graph.twin("Q901", "Q999", start="1997-09-24")
    rows = diff(graph.endpoint(), twinnings(plain()))
    assert [row.wikidata for row in rows] == ["Alda → Brimo only"]


def test_an_end_and_a_missing_reference_are_told() -> None:
    row = compared({"start": "1997-09-24", "end": "2009-01-01"})
    assert row.finding == (
        "missing in Wikidata: Brimo → Alda; same start; ended 2009-01-01 in Wikidata; no reference in Wikidata"
    )
    assert row.source == "The gazette: “words of tie”"


def test_an_end_is_told_only_as_far_as_it_is_known() -> None:
    graph = World()
    graph.add("wd:Q901 p:P190 wds:a . wds:a ps:P190 wd:Q902 ; pq:P582 _:somebody ; pq:P580 _:nobody")
    (row,) = diff(graph.endpoint(), twinnings(plain()))
    assert "ended in Wikidata, it is not known when" in row.finding
    assert row.start_in_wikidata == "unknown"


def test_what_the_source_hedges_is_marked() -> None:
    assert compared(kind="hedged").agreement == "ab (hedged or expected by the source)"


def test_a_party_without_an_item_is_told_and_not_asked_for(endpoint: Embedded) -> None:
    made = store(
        city("alda", "Q5972"), city("dorn"), passage("tie", "letter"), agreement("a", ("alda", "dorn"), ("tie",))
    )
    (row,) = diff(endpoint, twinnings(made))
    assert row.finding == "Dorn: no item in the table of links, so it was not compared"


@pytest.mark.parametrize(
    ("ours", "theirs", "words"),
    [
        ("1997-09-24", ["1997-09-24"], "same start"),
        ("1997-09-24", ["1997-09"], "Wikidata is less precise"),
        ("1997", ["1997-09-24"], "Wikidata is more precise"),
        ("1997-09-24", ["1997-09-25"], "start differs"),
        ("1997-09-24", ["1996"], "start differs"),
        ("1997-09-24", ["unknown"], "start unknown or vague in Wikidata"),
        ("", ["unknown"], "start missing in the graph"),
        ("1997-09-24", [], "start missing in Wikidata"),
        ("", ["1997"], "start missing in the graph"),
        ("", [], "no start in either"),
        ("1997", ["1997", "1998"], "Wikidata has several starts"),
    ],
)
def test_starts_are_compared_as_far_as_they_are_precise(ours: str, theirs: list[str], words: str) -> None:
    assert compare_start(ours, theirs) == words


def test_a_mirror_with_the_direct_properties_only_is_understood() -> None:
    graph = World()
    graph.add("wd:Q11462 wdt:P190 wd:Q16520 . wd:Q5972 wdt:P190 wd:Q41283 . wd:Q41283 wdt:P190 wd:Q5972")
    found = diff(graph.endpoint(), twinnings(load().store))
    assert [row.wikidata for row in found] == ["both directions", "Surabaya → Busan only"]


def test_the_command_prints_the_comparison(address: str, run: Run) -> None:
    status, out, _ = run("link", "diff", "--endpoint", address, "--format", "csv")
    found = list(csv.DictReader(io.StringIO(out)))
    assert (status, len(found), found[1]["startInWikidata"]) == (0, 6, "1994-11-10")


def test_on_the_links_of_2016_both_pairs_and_the_one_way_statements_are_found() -> None:
    place = folder()
    if place is None:
        pytest.skip(MISSING)
    names, links = read(place)
    known = ox.Store()
    known.load(turtle(names, links).encode(), format=ox.RdfFormat.TURTLE)
    found = diff(Embedded(known), twinnings(load().store))
    assert [(row.agreement, row.wikidata) for row in found[:2]] == [
        ("medan-gwangju", "both directions"),
        ("surabaya-busan", "both directions"),
    ]
    ours = {"Q5972", "Q41283", "Q11462", "Q16520"}
    lone = {(one, other) for one, other in links if {one, other} & ours and (other, one) not in links}
    shown = {item: f"{name} ({item})" for item, name in names.items()}
    assert {(row.one, row.other) for row in found[2:]} == {(shown[one], shown[other]) for one, other in lone}
    assert len(lone) == len(found) - 2 > 3
