"""Ids, points and classes of Wikidata, and what is read of an item."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.wikidata_world import World

from paradiplomacy.errors import DataError, UsageError
from paradiplomacy.linking.classes import COLUMNS, read_classes
from paradiplomacy.linking.wikidata.items import BATCH, fetch_items
from paradiplomacy.linking.wikidata.statements import UNKNOWN, statements
from paradiplomacy.linking.wikidata.vocabulary import Point, is_item_id, item_id, kilometres, plain_date, point
from paradiplomacy.sparql.embedded import Embedded


@pytest.mark.parametrize(
    "iri",
    [
        "https://www.wikidata.org/entity/Q5972",
        "http://www.wikidata.org/wiki/Q5972",
        "http://www.wikidata.org/entity/P190",
        "http://www.wikidata.org/entity/Q05972",
        "http://www.wikidata.org/entity/Q5972-abc",
        "Q5972",
    ],
)
def test_what_names_no_item_is_none(iri: str) -> None:
    assert item_id(iri) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Point(98.67 3.58)", Point(3.58, 98.67)),
        ("POINT( -1.5e1 +2 )", Point(2.0, -15.0)),
        ("<http://www.wikidata.org/entity/Q2> Point(98.67 3.58)", Point(3.58, 98.67)),
        ("<http://www.wikidata.org/entity/Q405> Point(98.67 3.58)", None),  # on the Moon
        ("Point(98.67)", None),
        ("Point(3.58 98.67)", None),
        ("", None),
    ],
)
def test_a_point_is_read_if_it_is_on_earth(text: str, found: Point | None) -> None:
    assert point(text) == found


def test_distances_are_those_of_a_globe() -> None:
    assert kilometres(Point(0, 179.5), Point(0, -179.5)) == pytest.approx(111.2, abs=0.1)
    assert kilometres(Point(90, 0), Point(-90, 55)) == pytest.approx(20015, abs=1)
    assert kilometres(Point(3.58, 98.67), Point(3.58, 98.67)) == 0


def test_all_facts_of_an_item_are_read(endpoint: Embedded) -> None:
    items = fetch_items(endpoint, ["Q41283", "Q11095", "Q99000001", "Q7"], ["Q515", "Q3918"], twins=True)
    gwangju = items["Q41283"]
    assert gwangju.labels == {"en": "Gwangju", "id": "Gwangju", "ko": "광주광역시"}
    assert (gwangju.classes, gwangju.kinds, gwangju.countries) == ({"Q482821"}, {"Q515"}, {"Q884"})
    assert (gwangju.points, gwangju.twins) == ([Point(35.166666, 126.916666)], {"Q5972"})
    assert (items["Q11095"].aliases, items["Q11095"].parents) == ({"en": {"Malang"}}, {"Q3586"})
    assert items["Q11095"].names == {"Malang Regency", "Kabupaten Malang", "Malang"}
    assert (items["Q99000001"].redirect, items["Q99000001"].exists) == ("Q5972", False)
    assert not items["Q7"].exists


def test_many_items_are_asked_for_in_batches(endpoint: Embedded) -> None:
    shown: list[tuple[int, int]] = []
    ids = [f"Q{number}" for number in range(1, 2 * BATCH + 2)]
    assert list(fetch_items(endpoint, ids, progress=lambda done, of: shown.append((done, of)))) == ids
    assert shown == [(0, 3), (1, 3), (2, 3)]


def test_a_start_is_as_precise_as_wikidata_has_it(endpoint: Embedded) -> None:
    found = statements(endpoint, [("Q5972", "Q41283"), ("Q209785", "Q5972"), ("Q374365", "Q5972"), ("Q5972", "Q1")])
    starts = {pair: [statement.starts for statement in each] for pair, each in found.items()}
    assert starts[("Q5972", "Q41283")] == [("1997",)]
    assert starts[("Q209785", "Q5972")] == [("1989-11",)]
    assert found[("Q374365", "Q5972")][0].ends == ("2012-05-06",)
    assert starts[("Q5972", "Q1")] == []


def time_value(property_: str, value: str, precision: int) -> str:
    """Part of a statement: a qualifier with a date as Wikidata has it."""
    plain = f'"{value}T00:00:00Z"^^xsd:dateTime'
    node = f"[ wikibase:timeValue {plain} ; wikibase:timePrecision {precision} ]"
    return f"pq:{property_} {plain} ; pqv:{property_} {node}"


NOBODY_KNOWS = "<http://www.wikidata.org/.well-known/genid/0123abc>"


@pytest.mark.parametrize(
    ("qualifiers", "starts", "ends"),
    [
        (time_value("P580", "1997-09-24", 11), ("1997-09-24",), ()),
        (time_value("P580", "1997-09-01", 10), ("1997-09",), ()),
        (time_value("P580", "1997-01-01", 9), ("1997",), ()),
        (time_value("P580", "1990-01-01", 8), (UNKNOWN,), ()),  # a decade
        (time_value("P580", "-0044-03-15", 11), ("-0044-03-15",), ()),
        (time_value("P580", "-0044-01-01", 9), ("-0044",), ()),
        (time_value("P582", "2009-01-01", 9), (), ("2009",)),
        (time_value("P582", "2009-05-01", 10), (), ("2009-05",)),
        ('pq:P582 "2009-05-06T00:00:00Z"^^xsd:dateTime', (), ("2009-05-06",)),
        (f"pq:P580 {NOBODY_KNOWS}", (UNKNOWN,), ()),
        ("pq:P580 _:somebody", (UNKNOWN,), ()),
        (f"pq:P582 {NOBODY_KNOWS}", (), (UNKNOWN,)),
        ("pq:P582 _:somebody", (), (UNKNOWN,)),
        (f"pq:P582 {NOBODY_KNOWS} ; {time_value('P582', '2009-05-06', 11)}", (), ("2009-05-06", UNKNOWN)),
        ("a <http://www.wikidata.org/prop/novalue/P582>", (), ()),
    ],
)
def test_a_date_says_no_more_than_wikidata_knows(
    qualifiers: str, starts: tuple[str, ...], ends: tuple[str, ...]
) -> None:
    made = World()
    made.add(f"wd:Q1 p:P190 wds:Q1-a . wds:Q1-a ps:P190 wd:Q2 ; {qualifiers}")
    (found,) = statements(made.endpoint(), [("Q1", "Q2")])[("Q1", "Q2")]
    assert (found.starts, found.ends) == (starts, ends)


def test_values_that_nobody_knows_say_nothing_of_an_item_but_that_it_is_there() -> None:
    made = World()
    for item, unknown in (("Q1", NOBODY_KNOWS), ("Q2", "_:somebody")):
        made.add("; ".join([f"wd:{item} a wikibase:Item", *(f"wdt:{name} {unknown}" for name in ALL_ASKED)]))
    for name, found in fetch_items(made.endpoint(), ["Q1", "Q2"], ["Q515"], twins=True).items():
        assert found.exists
        assert not (found.classes | found.kinds | found.countries | found.parents | found.twins or found.points)
        assert (found.ended, found.label) == ("an unknown day", name)


ALL_ASKED = ("P31", "P17", "P131", "P625", "P576", "P190")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2005-03-01T00:00:00Z", "2005-03-01"),
        ("2005-01-01T00:00:00Z", "2005"),
        ("-0500-01-01T00:00:00Z", "-0500"),
        ("http://www.wikidata.org/.well-known/genid/0123abc", ""),
    ],
)
def test_a_plain_date_is_read(text: str, day: str) -> None:
    assert plain_date(text) == day


@pytest.mark.parametrize("text", ["Q1٣", "Q0", "Q", "Q1 ", "Q" + "1" * 5000, "Q5\n"])
def test_what_looks_like_an_id_is_none(text: str) -> None:
    assert not is_item_id(text)


@pytest.mark.parametrize(
    ("kind", "own", "known", "fits"),
    [
        ("city", {"Q3199141"}, {"Q3199141", "Q515"}, True),
        ("city", {"Q3191695"}, {"Q3191695", "Q486972"}, False),  # what is refused outweighs what fits
        ("city", {"Q4167410"}, {"Q4167410"}, False),
        ("city", {"Q1"}, set(), False),
        ("city", set(), set(), None),
        ("concept", {"Q1"}, set(), None),
        ("concept", {"Q4167410"}, {"Q4167410"}, False),
        ("university", {"Q3918"}, {"Q3918", "Q43229"}, True),
    ],
)
def test_a_class_fits_or_not(kind: str, own: set[str], known: set[str], fits: bool | None) -> None:
    assert read_classes().match(kind, own, known)[0] is fits


def test_an_unknown_kind_is_told() -> None:
    with pytest.raises(UsageError, match='did you mean "province"'):
        read_classes().known("provence")


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (["city\tfits\tQ515"], "row 2: 3 cells instead of 4"),
        (["city\tfit\tQ515\tcity"], "row 2: the verdict is fits or refused"),
        (["city\tfits\t515\tcity"], "an id such as Q515"),
        ([], "has no row"),
    ],
)
def test_an_unsound_table_of_classes_is_refused(tmp_path: Path, rows: list[str], sentence: str) -> None:
    path = tmp_path / "classes.tsv"
    path.write_text("\n".join(["\t".join(COLUMNS), *rows]) + "\n", encoding="utf-8")
    with pytest.raises(DataError, match=sentence):
        read_classes(path)
    path.write_text("kind\tfits\n", encoding="utf-8")
    with pytest.raises(DataError, match="must name the column verdict once"):
        read_classes(path)
