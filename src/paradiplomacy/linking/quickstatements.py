"""Write commands of QuickStatements, version 1: a line for each statement, its parts separated by tabs."""

from __future__ import annotations

from collections.abc import Sequence

from paradiplomacy.errors import DataError, quoted
from paradiplomacy.linking.wikidata.vocabulary import DAY, MONTH, YEAR, is_item_id

_PRECISION = {4: YEAR, 7: MONTH, 10: DAY}


def item(name: str) -> str:
    """An item as a value; raises DataError when ``name`` is no id of one."""
    if not is_item_id(name):
        raise DataError(f"{quoted(name)} is not the id of an item.")
    return name


def time(date: str) -> str:
    """A date as a value, as precise as it is written.

    >>> time("1997-09-24"), time("1997")
    ('+1997-09-24T00:00:00Z/11', '+1997-00-00T00:00:00Z/9')
    """
    from datetime import date as day

    if len(date) not in _PRECISION:
        raise DataError(f"{quoted(date)} is not a date such as 1997-09-24, 1997-09 or 1997.")
    whole = date + "-00-00"[: 10 - len(date)]
    try:
        day.fromisoformat(date + "-01-01"[: 10 - len(date)])
    except ValueError:
        raise DataError(f"{quoted(date)} is not a date of the calendar.") from None
    return f"+{whole}T00:00:00Z/{_PRECISION[len(date)]}"


def text(value: str) -> str:
    """A text or an address as a value.

    QuickStatements ends a value at the next tab, line end or bar, and knows no escape for them or for a quotation
    mark, so a value with one of those raises DataError.

    >>> text("https://example.org/a")
    '"https://example.org/a"'
    """
    if any(sign in value for sign in '"|\t\n\r') or not value.strip():
        raise DataError(f"{quoted(value)} cannot be written as a value of QuickStatements.")
    return f'"{value}"'


def line(
    subject: str,
    property_: str,
    value: str,
    qualifiers: Sequence[tuple[str, str]] = (),
    reference: Sequence[tuple[str, str]] = (),
) -> str:
    """One command: the statement, its qualifiers as (property, value), and one reference as (property, value).

    >>> line("Q1", "P190", "Q2", [("P580", time("1997"))], [("P248", "Q3")]).split("\\t")
    ['Q1', 'P190', 'Q2', 'P580', '+1997-00-00T00:00:00Z/9', 'S248', 'Q3']
    """
    parts = [item(subject), property_, value]
    for name, other in qualifiers:
        parts += [name, other]
    for name, other in reference:
        parts += [name.replace("P", "S"), other]
    return "\t".join(parts)
