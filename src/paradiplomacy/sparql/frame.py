"""Terms as Python's own values, and the rows of an answer as a pandas DataFrame whose columns have their types."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pyoxigraph as ox

from paradiplomacy.errors import UsageError, install
from paradiplomacy.rdf.facts import lexical
from paradiplomacy.rdf.namespaces import INTEGERS, REALS, XSD

_BOOLEAN = frozenset({XSD + "boolean"})
# Datatype → how a value of full precision is written, and the frequency of its period; None for a day or a moment.
_TIMES = {
    XSD + "date": (r"\d{4}-\d\d-\d\d", None),
    XSD + "dateTime": (r"\d{4}-\d\d-\d\dT[\d:.]+", None),
    XSD + "gYear": (r"\d{4}", "Y"),
    XSD + "gYearMonth": (r"\d{4}-\d\d", "M"),
}


def plain(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> Any:
    """The term as Python's own value: int, float, bool, str, or None when unbound.

    >>> plain(ox.Literal(70))
    70
    """
    if isinstance(term, ox.Literal):
        datatype = term.datatype.value
        try:
            if datatype in INTEGERS:
                return int(term.value)
            if datatype in REALS:
                return float(term.value)
        except ValueError:  # an ill-typed literal stays the text that it is
            return term.value
        if datatype == XSD + "boolean" and term.value in ("true", "1", "false", "0"):
            return term.value in ("true", "1")
    return None if term is None else lexical(term)


def frame(variables: Sequence[str], rows: Sequence[Sequence[Any]]) -> Any:
    """A DataFrame with a column per variable; raises UsageError when pandas is not installed.

    Where all values of a column have one kind, it is Int64, Float64, boolean, datetime64 (days and moments) or a Period
    (years: Y, months: M), and an unbound value is missing. Dates of several precisions stay the texts that they are.
    """
    try:
        import pandas
    except ImportError:
        raise UsageError(f"to_pandas() needs pandas, which is not installed; run: {install('pandas')}") from None
    columns = {name: _column(pandas, [row[place] for row in rows]) for place, name in enumerate(variables)}
    return pandas.DataFrame(columns, columns=list(variables))


def _column(pandas: Any, terms: list[Any]) -> Any:
    values = [plain(term) for term in terms]
    kinds = {term.datatype.value if isinstance(term, ox.Literal) else "" for term in terms if term is not None}
    bound = [value for value in values if value is not None]
    try:
        if kinds and kinds <= INTEGERS | REALS and not any(isinstance(value, str) for value in bound):
            return pandas.array(values, dtype="Int64" if kinds <= INTEGERS else "Float64")
        if kinds == _BOOLEAN and not any(isinstance(value, str) for value in bound):
            return pandas.array(values, dtype="boolean")
        form, frequency = _TIMES.get(kinds.pop() if len(kinds) == 1 else "", (None, None))
        if form and all(re.fullmatch(form, value) for value in bound):
            return pandas.PeriodIndex(values, freq=frequency) if frequency else pandas.to_datetime(values)
    except (ValueError, OverflowError):  # beyond what pandas can hold
        pass
    return values
