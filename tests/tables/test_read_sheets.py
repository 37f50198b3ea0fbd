"""Tables as users bring them, with the place of every fault."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from paradiplomacy.errors import UnreadableInput
from paradiplomacy.tables.problems import lines
from paradiplomacy.tables.read import LONGEST_CELL, Sheet, read_sheets

xlsxwriter = pytest.importorskip("xlsxwriter")


def read(tmp_path: Path, content: str | bytes, encoding: str = "") -> tuple[Sheet, list[str]]:
    path = tmp_path / "cities.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (sheet,), problems = read_sheets([path], encoding)
    return sheet, [f"{each.place.cell} {each.rule}" for each in problems]


@pytest.mark.parametrize(
    "content",
    [
        "name,state\nMedan,Indonesia\n",
        b"\xef\xbb\xbfname;state\r\nMedan;Indonesia\r\n",
        "name\tstate\nMedan\tIndonesia",
        "sep=|\nname|state\nMedan|Indonesia\n",
        "name,state\nMedan,Indonesia\n".encode("utf-16"),
        '\n,,\n"name","state"\n# a remark\n\n"Medan",Indonesia\n',
    ],
)
def test_every_dialect_gives_the_same_table(tmp_path: Path, content: str | bytes) -> None:
    sheet, problems = read(tmp_path, content)
    assert (sheet.header[:2], [row[:2] for row in sheet.rows.values()]) == (["name", "state"], [["Medan", "Indonesia"]])
    assert problems == []


def test_rows_keep_their_lines(tmp_path: Path) -> None:
    sheet, _ = read(tmp_path, 'sep=,\nname,note\nA,"two\nlines"\nB,x\n')
    assert list(sheet.rows) == [3, 5]


def test_an_encoding_can_be_named_and_a_mixed_one_is_told(tmp_path: Path) -> None:
    sheet, _ = read(tmp_path, "name\nMédan\n".encode("cp1252"), "cp1252")
    assert list(sheet.rows.values()) == [["Médan"]]
    with pytest.raises(UnreadableInput, match=r"--encoding cp1252"):
        read(tmp_path, "name\nMédan\n".encode() + "Médan\n".encode("cp1252"))
    with pytest.raises(UnreadableInput, match="no-such"):
        read(tmp_path, "name\n", "no-such")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ('a,b\n1,2\n"3,4\n5,6\n', "3 quotation-mark"),
        ('a,b\n"1"x,2\n', "2 quotation-mark"),
        ("a,b\n1,2,3\n", "2 row-width"),
        ("a,b\n1,#REF!\n", "B2 formula-error"),
        (f"a,b\n1,2\n{'x' * (LONGEST_CELL + 1)},2\n", "3 cell-too-long"),
    ],
)
def test_a_fault_has_its_place(tmp_path: Path, content: str, problem: str) -> None:
    assert read(tmp_path, content)[1] == [problem]


def test_a_long_cell_is_refused_at_its_beginning(tmp_path: Path) -> None:
    assert read(tmp_path, f'a,b\n1,2\n3,"{"x" * 100_000_000}"\n')[1] == ["3 cell-too-long"]


def test_a_million_rows_with_one_bad_one(tmp_path: Path) -> None:
    rows = ["a,b", *["1,2"] * 1_000_000]
    rows[777_776] = "1,2,3"
    sheet, problems = read(tmp_path, "\n".join(rows))
    assert (problems, len(sheet.rows)) == (["777777 row-width"], 999_999)


def test_a_workbook_has_its_sheets_and_their_faults(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"}) as book:
        first, hidden, lists = (book.add_worksheet(name) for name in ("parties", "old", "_lists"))
        first.write_row(1, 1, ["name", "count", "since"])
        first.write_row(2, 1, ["Medan", 5])
        first.write_formula(2, 3, "=1990+7", None, 1997)
        first.write_formula(3, 1, "=1/0", None, "#DIV/0!")
        first.write_formula(4, 1, "=A1&A2", None, "")
        first.merge_range("C5:D6", "both")
        for sheet in (hidden, lists):
            sheet.write(0, 0, "x")
            sheet.hide()
    (sheet,), problems = read_sheets([path])
    assert (sheet.header, sheet.rows[3]) == (["", "name", "count", "since"], ["", "Medan", "5", "1997"])
    found = {(each.place.sheet, each.place.cell, each.rule, each.level) for each in problems}
    assert found == {
        ("parties", "B4", "formula-error", "error"),
        ("parties", "B5", "formula-empty", "error"),
        ("parties", "C5", "merged", "error"),
        ("old", "", "hidden-sheet", "warning"),
    }


def test_a_zip_bomb_and_a_broken_workbook_are_refused(tmp_path: Path) -> None:
    bomb, broken = tmp_path / "bomb.xlsx", tmp_path / "broken.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/x.xml", "w") as entry:
        for _ in range(120):
            entry.write(b" " * 1_000_000)
    broken.write_bytes(b"PK no workbook")
    with pytest.raises(UnreadableInput, match="120 MB"):
        read_sheets([bomb])
    with pytest.raises(UnreadableInput, match="cannot be read"):
        read_sheets([broken])


def test_a_workbook_that_is_damaged_within_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("parties").write_row(0, 0, ["name", "count", "since"])
    whole = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        packed = {entry.filename: entry for entry in archive.infolist()}
    for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"):
        start = packed[name].header_offset + 30 + len(name)
        for damage in (b"\xff" * 20, bytes(20)):
            path.write_bytes(whole[:start] + damage + whole[start + 20 :])
            with pytest.raises(UnreadableInput, match=r"book\.xlsx cannot be read as a workbook"):
                read_sheets([path])


def test_the_same_fault_of_many_rows_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a\n" + "#N/A\n" * 7)
    told = lines(read_sheets([path])[1], "id")
    assert len(told) == 1 and "sel A2, A3, A4, A5, A6 dan 2 lagi: Rumusnya" in told[0]
