"""Columns of a DataFrame have the type of their values, and stay text where the values have several."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
import pytest

from paradiplomacy.rdf.namespaces import XSD
from paradiplomacy.sparql.answer import Answer

pandas = pytest.importorskip("pandas")


def column(*values: tuple[str, str] | None) -> Any:
    terms = [
        ox.Literal(text, datatype=ox.NamedNode(XSD + kind)) if kind else ox.Literal(text)
        for text, kind in filter(None, values)
    ]
    rest = iter(terms)
    return Answer(["x"], [[None if value is None else next(rest)] for value in values], "select").to_pandas()["x"]


@pytest.mark.parametrize(
    ("kind", "texts", "dtype"),
    [
        ("integer", ("70", "-3"), "Int64"),
        ("decimal", ("1.50", "2"), "Float64"),
        ("boolean", ("true", "0"), "boolean"),
        ("gYear", ("1997", "2012"), "period[Y-DEC]"),
        ("gYearMonth", ("1997-09", "2012-11"), "period[M]"),
    ],
)
def test_a_column_of_one_kind_is_typed_also_with_gaps(kind: str, texts: tuple[str, str], dtype: str) -> None:
    found = column((texts[0], kind), None, (texts[1], kind))
    assert str(found.dtype) == dtype
    assert found.isna().tolist() == [False, True, False]


def test_days_and_moments_are_datetimes() -> None:
    for kind, text in (("date", "1997-09-24"), ("dateTime", "1997-09-24T00:00:00")):
        found = column((text, kind), None)
        assert str(found.dtype).startswith("datetime64[")
        assert found[0] == pandas.Timestamp(1997, 9, 24) and found.isna()[1]


def test_whole_and_other_numbers_together_are_floats() -> None:
    assert str(column(("1", "integer"), ("2.5", "decimal")).dtype) == "Float64"


@pytest.mark.parametrize(
    "values",
    [
        [("1997", "gYear"), ("1997-09-24", "date")],
        [("18", "integer"), ("source silent", "")],
        [("1997-09-24Z", "date")],
        [("-0044", "gYear")],
        [("many", "integer")],
        [("P1Y", "duration")],
        [("--02", "gMonth")],
        [(str(2**70), "integer")],
    ],
)
def test_what_has_no_one_type_stays_as_it_is(values: list[tuple[str, str]]) -> None:
    found = column(*values)
    assert str(found.dtype) in ("object", "str")
    assert [str(value) for value in found] == [text for text, _ in values]


def test_an_answer_without_rows_keeps_its_columns() -> None:
    assert Answer(["a", "b"], [], "select").to_pandas().columns.tolist() == ["a", "b"]
