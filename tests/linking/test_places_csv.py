"""A user's table of places, as researchers bring it."""

from __future__ import annotations

from pathlib import Path

import pytest

from paradiplomacy.errors import ParadiplomacyError
from paradiplomacy.linking.places_csv import Columns, read_places
from paradiplomacy.linking.wikidata.vocabulary import Point

CITY = Columns("city")
AT = Columns("city", latitude="a", longitude="b")


def places(tmp_path: Path, text: str | bytes, columns: Columns = CITY) -> list[tuple[str, str]]:
    path = tmp_path / "cities.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return [(thing.id, thing.label) for thing in read_places(path, columns)]


@pytest.mark.parametrize(
    "text",
    [
        "city,state\nMedan,Indonesia\nBusan,South Korea\n",
        "state;city\r\nIndonesia;Medan\r\nSouth Korea;Busan\r\n",
        "city\tstate\nMedan\t\nBusan\t",
        b"\xef\xbb\xbfcity\nMedan\nBusan",
        'city\n"Medan"\nBusan\n',
        "\tcity\nx\tMedan\n\tBusan\n",
    ],
)
def test_commas_semicolons_tabs_and_byte_order_marks_are_understood(tmp_path: Path, text: str | bytes) -> None:
    assert places(tmp_path, text) == [("row 2", "Medan"), ("row 3", "Busan")]


def test_separators_within_quotation_marks_do_not_count(tmp_path: Path) -> None:
    text = '"city; or town; or village",state\nMedan,Indonesia\n'
    assert places(tmp_path, text, Columns("city; or town; or village")) == [("row 2", "Medan")]


def test_lines_before_the_header_may_be_empty(tmp_path: Path) -> None:
    assert places(tmp_path, "\n,,\ncity,a,b\nMedan,,\n") == [("row 4", "Medan")]


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1e"])
def test_a_sign_that_only_some_take_for_a_line_end_stays_in_its_cell(tmp_path: Path, sign: str) -> None:
    assert places(tmp_path, f"city,state\nNorth{sign}Medan,Indonesia\n") == [("row 2", f"North{sign}Medan")]


def test_a_row_is_counted_by_its_line_and_empty_ones_are_left_out(tmp_path: Path) -> None:
    text = 'city,note\nMedan,"two\nlines"\n,\n,only a note\n\nBusan,\n'
    assert places(tmp_path, text) == [("row 3", "Medan"), ("row 7", "Busan")]


def test_the_other_columns_help(tmp_path: Path) -> None:
    path = tmp_path / "cities.csv"
    path.write_text("a,b,c,d,e\nMedan,Indonesia,Gwangju,3.58,98.67\nBusan,,,,\n", encoding="utf-8")
    medan, busan = read_places(path, Columns("a", "b", "c", "d", "e"))
    assert (medan.country_name, medan.partner_name, medan.point) == ("Indonesia", "Gwangju", Point(3.58, 98.67))
    assert (busan.country_name, busan.partner_name, busan.point) == ("", "", None)


@pytest.mark.parametrize(
    ("text", "columns", "sentence"),
    [
        ("city\nMedan\n", Columns("cty"), 'has no column "cty"; did you mean "city"?'),
        ("city,city\nMedan,Busan\n", Columns("city"), 'several columns "city"'),
        ("city,x\nMedan\n", Columns("city"), "row 2: 1 cells instead of 2"),
        ("city\n\n", Columns("city"), "holds no name"),
        ('city\n"Medan\n', Columns("city"), "is not CSV"),
        ("city,a,b\nMedan,x,1\n", AT, 'row 2: "x", "1" are not degrees'),
        (
            "city,a,b\nMedan,3.5,98.6\nBusan,129.0,35.1\n",
            AT,
            "row 3: 129.0, 35.1 is no place on Earth; are they swapped?",
        ),
        ("city,a\nMedan,1\n", Columns("city", latitude="a"), "go together"),
        (b"city\nM\xe9dan\n", Columns("city"), "is not UTF-8"),
        ("", Columns("city"), "is empty"),
        (b"\xef\xbb\xbf", Columns("city"), "holds nothing"),
        ("\n,,\n", Columns("city"), "holds nothing"),
    ],
)
def test_what_is_wrong_is_told_with_its_row(tmp_path: Path, text: str | bytes, columns: Columns, sentence: str) -> None:
    with pytest.raises(ParadiplomacyError) as caught:
        places(tmp_path, text, columns)
    assert sentence in str(caught.value)
