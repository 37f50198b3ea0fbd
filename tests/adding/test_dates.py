"""Dates as people write them."""

from __future__ import annotations

import pytest

from paradiplomacy.adding.dates import DAY, EDTF, MONTH, YEAR, read_date, read_month
from paradiplomacy.tables.problems import Fault


@pytest.mark.parametrize(
    ("text", "value", "datatype"),
    [
        ("24 September 1997", "1997-09-24", DAY),
        ("24 Sept. 1997", "1997-09-24", DAY),
        ("September 24, 1997", "1997-09-24", DAY),
        ("24th september 1997", "1997-09-24", DAY),
        ("1997-09-24", "1997-09-24", DAY),
        ("1997-09-24 00:00:00", "1997-09-24", DAY),
        ("29 Pebruari 2004", "2004-02-29", DAY),
        ("3 Djanuari 1951", "1951-01-03", DAY),
        ("17 Agustus 1945", "1945-08-17", DAY),
        ("1 Okt 2001", "2001-10-01", DAY),
        ("1997년 9월 24일", "1997-09-24", DAY),
        ("1997년9월", "1997-09", MONTH),
        ("1997-09", "1997-09", MONTH),
        ("9/1997", "1997-09", MONTH),
        ("Nopember 1994", "1994-11", MONTH),
        ("Mei 1994", "1994-05", MONTH),
        ("1997", "1997", YEAR),
        ("1997년", "1997", YEAR),
        ("1997?", "1997?", EDTF),
        ("ca. 1985", "1985~", EDTF),
        ("sekitar 1985", "1985~", EDTF),
        ("1985년경", "1985~", EDTF),
        ("2004-06-XX", "2004-06-XX", EDTF),
        ("1994/..", "1994/..", EDTF),
        ("1994/1997", "1994/1997", EDTF),
        ("Q3 2019", "2019-07/2019-09", EDTF),
        ("triwulan III 2019", "2019-07/2019-09", EDTF),
        ("2019 Q1", "2019-01/2019-03", EDTF),
    ],
)
def test_a_date_is_as_exact_as_it_is_written(text: str, value: str, datatype: str) -> None:
    assert read_date(text) == (value, datatype, False)


@pytest.mark.parametrize("text", ["since 1994", "sejak 1994", "1994–", "1994-", "1994년부터"])
def test_what_goes_on_has_its_first_year(text: str) -> None:
    assert read_date(text) == ("1994", YEAR, True)


def test_an_order_is_never_guessed() -> None:
    assert read_date("3/4/1997", "day-first").value == "1997-04-03"
    assert read_date("3/4/1997", "month-first").value == "1997-03-04"
    for text in ("3/4/1997", "24/9/1997"):
        with pytest.raises(Fault) as caught:
            read_date(text)
        assert caught.value.rule == "two-ways"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("1997-02-30", "no-such-day"),
        ("31 April 1997", "no-such-day"),
        ("1997-13", "no-such-day"),
        ("0000", "no-such-day"),
        ("97년 9월", "short-year"),
        ("24 Septembre 1997", "not-a-month"),
        ("1997/1994", "backwards"),
        ("soon", "not-a-date"),
        ("24.9.97", "not-a-date"),
        ("", "not-a-date"),
    ],
)
def test_what_is_no_date_is_told_and_not_completed(text: str, rule: str) -> None:
    with pytest.raises(Fault) as caught:
        read_date(text)
    assert caught.value.rule == rule


def test_months_of_each_year() -> None:
    assert [read_month(text) for text in ("Juli", "july", "7", "--07", "7월")] == ["--07"] * 5
    with pytest.raises(Fault):
        read_month("13")
