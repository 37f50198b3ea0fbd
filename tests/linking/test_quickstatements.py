"""The values and lines of QuickStatements."""

from __future__ import annotations

import pytest

from paradiplomacy.errors import DataError
from paradiplomacy.linking import quickstatements as qs


@pytest.mark.parametrize(
    ("date", "value"),
    [
        ("1997-09-24", "+1997-09-24T00:00:00Z/11"),
        ("1997-09", "+1997-09-00T00:00:00Z/10"),
        ("1997", "+1997-00-00T00:00:00Z/9"),
    ],
)
def test_a_date_is_as_precise_as_it_is_written(date: str, value: str) -> None:
    assert qs.time(date) == value


@pytest.mark.parametrize("date", ["", "97", "1997-13-01", "1997-02-30", "1997-9-24", "24-09-1997", "1997-00", "none"])
def test_what_is_no_date_is_refused(date: str) -> None:
    with pytest.raises(DataError, match="is not a date"):
        qs.time(date)


@pytest.mark.parametrize("value", ['a"b', "a|b", "a\tb", "a\nb", " ", "", "see /* note */", "a */ "])
def test_a_text_that_would_end_the_value_is_refused(value: str) -> None:
    with pytest.raises(DataError, match="cannot be written as a value"):
        qs.text(value)


@pytest.mark.parametrize("name", ["q5", "Q05", "P190", "Q5\tP31", ""])
def test_what_is_no_item_is_refused(name: str) -> None:
    with pytest.raises(DataError, match="is not the id of an item"):
        qs.item(name)


def test_references_follow_the_qualifiers() -> None:
    line = qs.line("Q1", "P190", "Q2", [("P580", "+x"), ("S854", '"u"'), ("S813", "+y")])
    assert line == 'Q1\tP190\tQ2\tP580\t+x\tS854\t"u"\tS813\t+y'


def test_a_text_in_a_language_is_at_most_as_long_as_wikidata_holds() -> None:
    assert qs.text("a" * 400, "id") == f'id:"{"a" * 400}"'
    with pytest.raises(DataError, match="cannot be written as a value"):
        qs.text("a" * 401, "id")
    assert qs.text("https://example.org/" + "a" * 401)
