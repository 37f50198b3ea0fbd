"""Write commands of QuickStatements, version 1: a line for each statement, its parts separated by tabs."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from paradiplomacy.errors import DataError, quoted
from paradiplomacy.linking.wikidata.vocabulary import DAY, MONTH, YEAR, is_item_id

_PRECISION = {4: YEAR, 7: MONTH, 10: DAY}
_LONGEST = 400


def item(name: str) -> str:
    """An item as a value; raises DataError when ``name`` is not the id of one."""
    if is_item_id(name):
        return name
    raise DataError(f"{quoted(name)} is not the id of an item.")


def time(date: str) -> str:
    """A date as a value, as precise as it is written; raises DataError when it is not a date.

    >>> time("1997-09-24"), time("1997")
    ('+1997-09-24T00:00:00Z/11', '+1997-00-00T00:00:00Z/9')
    """
    try:
        precision = _PRECISION[len(date)]
        datetime.date.fromisoformat(date + "-01-01"[: 10 - len(date)])
    except (KeyError, ValueError):
        raise DataError(f"{quoted(date)} is not a date such as 1997-09-24, 1997-09 or 1997.") from None
    return f"+{date}{'-00-00'[: 10 - len(date)]}T00:00:00Z/{precision}"


def address(value: str) -> str:
    """The address of a page as a value; raises DataError for what is no address on the web."""
    if not value.startswith(("https://", "http://")):
        raise DataError(f"{quoted(value)} is not an address such as https://example.org/page.")
    return text(value)


def text(value: str, language: str = "") -> str:
    """A text, in its language if it has one, or an address as a value.

    QuickStatements ends a value at the next tab, line end or bar, and has no escape for them or for a quotation
    mark; what ends in ``*/`` it may take for a comment; Wikidata holds at most 400 characters in a language. A value
    with one of those raises DataError.

    >>> text("https://example.org/a"), text("Kota Medan", "id")
    ('"https://example.org/a"', 'id:"Kota Medan"')
    """
    odd = any(sign in value for sign in '"|\t\n\r') or value.rstrip().endswith("*/") or not value.strip()
    if odd or (language and len(value) > _LONGEST):
        raise DataError(f"{quoted(value)} cannot be written as a value of QuickStatements.")
    return f'{language}:"{value}"' if language else f'"{value}"'


def line(subject: str, property_: str, value: str, more: Iterable[tuple[str, str]] = ()) -> str:
    """One command: the statement, then its qualifiers (P…) and one reference (S…), each with its value.

    >>> line("Q1", "P190", "Q2", [("P580", time("1997")), ("S248", "Q3")]).split("\\t")
    ['Q1', 'P190', 'Q2', 'P580', '+1997-00-00T00:00:00Z/9', 'S248', 'Q3']
    """
    return "\t".join([subject, property_, value, *(part for pair in more for part in pair)])
