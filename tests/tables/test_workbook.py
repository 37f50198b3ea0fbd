"""The problems of a table, as a table and in the user's own workbook."""

from __future__ import annotations

import csv
import re
import zipfile
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from paradiplomacy.commands.main import main
from paradiplomacy.errors import UsageError
from paradiplomacy.tables.report import COLUMNS, write_problems

TABLE = """\
id;account_of;label_en;label_id;date;assertion;source;quote;paraphrase_en;paraphrase_id
=1+1;jalan-medn;a;b;30 Februari 1997;stated;merdeka-2023;jalan ini;The street.;Jalan itu.
;jalan-medan;c;d;1997;statd;merdeka-2023;sejak 1997;Since 1997.;Sejak 1997.
"""


@pytest.fixture
def accounts(tmp_path: Path) -> Path:
    path = tmp_path / "accounts.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_the_problems_as_a_table(accounts: Path, tmp_path: Path) -> None:
    target = tmp_path / "problems.csv"
    assert main(["add", str(accounts), "--to", str(tmp_path / "mine"), "--problems", str(target), "--lang", "id"]) == 1
    with target.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert tuple(header) == COLUMNS
    found = {row[2]: dict(zip(header, row, strict=True)) for row in rows}
    assert found["B2"]["rule"] == "unknown-thing" and 'Maksud Anda "jalan-medan"' in found["B2"]["suggestion"]
    assert found["E2"]["message"] == "1997-02-30 tidak ada dalam kalender; perbaiki tanggalnya."
    assert found["F3"]["rule"] == "unknown-concept"
    assert not (tmp_path / "mine" / "data").exists()


def test_the_users_own_table_comes_back_with_marks(accounts: Path, tmp_path: Path) -> None:
    target = tmp_path / "marked.xlsx"
    assert main(["add", str(accounts), "--to", str(tmp_path / "mine"), "--problems", str(target)]) == 1
    rows = CalamineWorkbook.from_path(target).get_sheet_by_name("accounts").to_python()
    assert rows == [line.split(";") for line in TABLE.splitlines()], "the cells are as they were received"
    with zipfile.ZipFile(target) as archive:
        notes = archive.read("xl/comments1.xml").decode()
        page = archive.read("xl/worksheets/sheet1.xml").decode()
    assert {"B2", "E2", "F3"} <= set(re.findall(r'<comment ref="([A-Z]+\d+)"', notes))
    assert "1997-02-30 is not on the calendar" in notes and "Did you mean" in notes
    styled = {cell for cell, style in re.findall(r'<c r="([A-Z]+\d+)" s="(\d+)"', page) if style != "0"}
    assert {"B2", "E2", "F3"} <= styled and "C2" not in styled


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.csv or \.xlsx"):
        write_problems(tmp_path / "problems.txt", [], [], "en")
