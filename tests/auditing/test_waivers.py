"""The list of values that their quotes need not hold, and reading such lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from paradiplomacy.auditing.waivers import WAIVER_COLUMNS, WAIVERS, Waivers, read_rows
from paradiplomacy.errors import UnreadableInput

HEADER = ",".join(WAIVER_COLUMNS) + "\n"


def _waivers(folder: Path, rows: str) -> Waivers:
    (folder / WAIVERS).write_text(HEADER + rows, encoding="utf-8")
    return Waivers(read_rows([folder], WAIVERS, WAIVER_COLUMNS))


def test_a_row_waives_its_own_value_only(tmp_path: Path) -> None:
    waivers = _waivers(tmp_path, 'race,para:year,1999,"told, but elsewhere"\n')
    assert not waivers.allow(["race"], ["para:year"], ["1998"])
    assert not waivers.allow(["pier"], ["para:year"], ["1999"])
    assert not waivers.allow(["race"], ["para:ordinal"], ["1999"])
    assert waivers.used == 0
    assert waivers.allow(["race"], ["para:year"], ["1999"])
    assert waivers.used == 1
    assert list(waivers.findings()) == []


def test_an_unused_row_is_a_finding_with_its_line(tmp_path: Path) -> None:
    waivers = _waivers(tmp_path, "race,para:year,1999,why\npier,para:year,2000,why\n")
    waivers.allow(["race"], ["para:year"], ["1999"])
    [finding] = waivers.findings()
    assert (finding.path, finding.line) == (tmp_path / WAIVERS, 3)
    assert "nothing is left to waive for pier para:year 2000" in finding.message


def test_a_row_without_reason_and_one_written_twice_are_findings(tmp_path: Path) -> None:
    waivers = _waivers(tmp_path, "a,para:year,1,\nb,para:year,1,x\nb,para:year,1,y\n")
    waivers.allow(["a"], ["para:year"], ["1"])
    waivers.allow(["b"], ["para:year"], ["1"])
    messages = [str(finding) for finding in waivers.findings()]
    assert len(messages) == 2
    assert "has no reason" in messages[0]
    assert "twice" in messages[1]


def test_a_missing_list_has_no_rows(tmp_path: Path) -> None:
    assert read_rows([tmp_path], WAIVERS, WAIVER_COLUMNS) == []


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("subject,value\n", ':1: the columns are "subject,value"; they have'),
        (HEADER + "race,para:year,1999\n", ":2: the row has 3 cells instead of 4"),
        (HEADER + 'race,para:year,1999,"x"y\n', ":2: this is not CSV"),
        ("", "is empty"),
    ],
)
def test_a_bad_list_is_refused_in_one_sentence(tmp_path: Path, content: str, sentence: str) -> None:
    (tmp_path / WAIVERS).write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableInput) as error:
        read_rows([tmp_path], WAIVERS, WAIVER_COLUMNS)
    assert sentence in str(error.value)
    assert WAIVERS in str(error.value)
