"""A user's table of places, as researchers bring it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from paradiplomacy.errors import ParadiplomacyError
from paradiplomacy.linking.entities import Entity
from paradiplomacy.linking.places import Columns, Table, open_table, read_places, with_found
from paradiplomacy.linking.wikidata.vocabulary import Point

CITY = Columns("city")
AT = Columns("city", latitude="a", longitude="b")


def places(tmp_path: Path, text: str | bytes, columns: Columns = CITY) -> list[tuple[str, str]]:
    path = tmp_path / "cities.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return [(thing.id, thing.label) for thing in read(path, columns)]


def read(path: Path, columns: Columns, encoding: str = "") -> list[Entity]:
    return read_places(open_table(path, encoding), path, columns)[0]


@pytest.mark.parametrize(
    "text",
    [
        "city,state\nMedan,Indonesia\nBusan,South Korea\n",
        "state;city\r\nIndonesia;Medan\r\nSouth Korea;Busan\r\n",
        "city\tstate\nMedan\t\nBusan\t",
        b"\xef\xbb\xbfcity\nMedan\nBusan",
        'city\n"Medan"\nBusan\n',
        "\tcity\nx\tMedan\n\tBusan\n",
        "city;state\nMedan;Indonesia, Asia, Earth\nBusan;\n",
    ],
)
def test_commas_semicolons_tabs_and_byte_order_marks_are_understood(tmp_path: Path, text: str | bytes) -> None:
    assert places(tmp_path, text) == [("row 2", "Medan"), ("row 3", "Busan")]


def test_separators_within_quotation_marks_do_not_count(tmp_path: Path) -> None:
    text = '"city; or town; or village",state\nMedan,Indonesia\n'
    assert places(tmp_path, text, Columns("city; or town; or village")) == [("row 2", "Medan")]


def test_lines_before_the_header_may_be_empty(tmp_path: Path) -> None:
    assert places(tmp_path, "\n,,\ncity,a,b\nMedan,,\n") == [("row 4", "Medan")]


def test_a_line_that_names_the_separator_is_followed(tmp_path: Path) -> None:
    assert places(tmp_path, "sep=;\r\ncity;a,b,c,d\r\nMedan;1\r\n") == [("row 3", "Medan")]


def test_degrees_may_have_a_decimal_comma(tmp_path: Path) -> None:
    path = tmp_path / "cities.csv"
    path.write_text("city;a;b\nMedan;3,58;98,67\n", encoding="utf-8")
    assert [thing.point for thing in read(path, AT)] == [Point(3.58, 98.67)]


def test_rows_without_a_name_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "cities.csv"
    path.write_text("city,a\nMedan,\n,x\n ,y\n,\n", encoding="utf-8")
    assert read_places(open_table(path), path, CITY)[1] == 2


def test_other_encodings_are_read_when_they_are_named(tmp_path: Path) -> None:
    path = tmp_path / "cities.csv"
    for encoding in ("cp1252", "utf-16", "utf-8"):
        path.write_bytes("city\nLübeck\n".encode(encoding))
        assert [thing.label for thing in read(path, CITY, encoding)] == ["Lübeck"]
    path.write_bytes(b"\xef\xbb\xbfcity\nMedan\n")
    assert read(path, CITY, "utf-8")
    path.write_bytes("city\nLübeck\n".encode("utf-16"))
    assert [thing.label for thing in read(path, CITY)] == ["Lübeck"]
    path.write_bytes("city\nL\xfcbeck\n".encode("latin-1"))
    for encoding, words in (
        ("", "or name its encoding"),
        ("ascii", "not in the encoding ascii"),
        ("x", "unknown encoding: x"),
    ):
        with pytest.raises(ParadiplomacyError, match=words):
            read(path, CITY, encoding)


def test_a_regency_is_no_city(tmp_path: Path) -> None:
    path = tmp_path / "cities.csv"
    path.write_text("city\nKab. Malang\nKota Malang\n", encoding="utf-8")
    assert [thing.kind for thing in read(path, CITY)] == ["regency", "city"]


def test_the_table_comes_back_with_what_was_found(tmp_path: Path) -> None:
    path = tmp_path / "cities.csv"
    path.write_text('sep=;\ncity;grade;note\nMedan;A;"x;y"\n\n;B;none\n', encoding="utf-8")
    table = open_table(path)
    text = with_found(table, {3: ("Q5972", "good", "label Medan@en")}, tmp_path / "out.csv")
    assert text == 'sep=;\ncity;note;item;grade;reason\nMedan;"x;y";Q5972;good;label Medan@en\n;none;;;\n'
    (tmp_path / "out.csv").write_text(str(text), encoding="utf-8")
    again = open_table(tmp_path / "out.csv")
    assert with_found(again, {3: ("Q5972", "good", "label Medan@en")}, path) == text


def test_a_sheet_of_excel_is_read_and_written(tmp_path: Path) -> None:
    pytest.importorskip("python_calamine", reason="the optional group xlsx is not installed")
    pytest.importorskip("xlsxwriter", reason="the optional group xlsx is not installed")
    path, out = tmp_path / "cities.csv", tmp_path / "out.xlsx"
    path.write_text("city,a,b,n\nMedan,3.58,98.67,2\n,,,\nBusan,,,\n", encoding="utf-8")
    written = with_found(open_table(path), {2: ("Q5972", "good", "=1+1")}, out)
    assert isinstance(written, bytes)
    out.write_bytes(written)
    medan, busan = read(out, AT)
    assert (medan.id, medan.label, medan.point) == ("row 2", "Medan", Point(3.58, 98.67))
    assert busan.id == "row 3"  # the empty row is gone
    table = open_table(out)
    assert table.rows[2][4:] == ["Q5972", "good", "=1+1"]
    assert (
        with_found(table, {}, tmp_path / "out.csv")
        == "city,a,b,n,item,grade,reason\nMedan,3.58,98.67,2,,,\nBusan,,,,,,\n"
    )
    numbers = Table({1: ["city", "n"], 2: ["Medan", 2.0], 3: ["Busan", 2.5]})
    assert str(with_found(numbers, {}, path)).endswith("\nMedan,2,,,\nBusan,2.5,,,\n")
    assert isinstance(with_found(numbers, {}, out), bytes)
    (tmp_path / "no.xlsx").write_bytes(b"PK no")
    for name, words in (("no.xlsx", "cannot be read as a workbook of Excel"), ("none.xlsx", "cannot be read")):
        with pytest.raises(ParadiplomacyError, match=words):
            open_table(tmp_path / name)


def test_without_the_package_a_sheet_is_refused_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(ParadiplomacyError, match=r"reading Excel needs .*; run: .* -m pip install python-calamine$"):
        open_table(tmp_path / "cities.xlsx")


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1e"])
def test_a_sign_that_only_some_take_for_a_line_end_stays_in_its_cell(tmp_path: Path, sign: str) -> None:
    assert places(tmp_path, f"city,state\nNorth{sign}Medan,Indonesia\n") == [("row 2", f"North{sign}Medan")]


def test_a_row_is_counted_by_its_line_and_empty_ones_are_left_out(tmp_path: Path) -> None:
    text = 'city,note\nMedan,"two\nlines"\n,\n,only a note\n\nBusan,\n'
    assert places(tmp_path, text) == [("row 3", "Medan"), ("row 7", "Busan")]


def test_the_other_columns_help(tmp_path: Path) -> None:
    path = tmp_path / "cities.csv"
    path.write_text("a,b,c,d,e\nMedan,Indonesia,Gwangju,3.58,98.67\nBusan,,,,\n", encoding="utf-8")
    medan, busan = read(path, Columns("a", "b", "c", "d", "e"))
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
        ("", Columns("city"), "is empty; is it the right file?"),
        (b"\xef\xbb\xbf", Columns("city"), "holds nothing"),
        ("\n,,\n", Columns("city"), "holds nothing"),
    ],
)
def test_what_is_wrong_is_told_with_its_row(tmp_path: Path, text: str | bytes, columns: Columns, sentence: str) -> None:
    with pytest.raises(ParadiplomacyError) as caught:
        places(tmp_path, text, columns)
    assert sentence in str(caught.value)
    assert "?." not in str(caught.value)
