"""Whether a source says a value that is claimed: by the rules of the query ``sources-agree``.

There, two sources agree when both can be right. Here a source that says less than the claim does not support it.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Literal, NamedTuple

import pyoxigraph as ox

from paradiplomacy.adding.cells import read_duration
from paradiplomacy.adding.dates import DAY, MONTH, YEAR, read_date, read_month
from paradiplomacy.errors import UsageError, quoted
from paradiplomacy.names.resolve import normal
from paradiplomacy.rdf.namespaces import INTEGERS, REALS, XSD
from paradiplomacy.tables.problems import Fault

Measure = Literal["time", "number", "kilometres", "days", "month", "text"]
Relation = Literal["agrees", "says less", "other"]

_GRADES = (
    ("about", re.compile(r"(?:about|around|approximately|circa|ca\.|sekitar|kira-kira|약|~)\s*")),
    ("least", re.compile(r"(?:at least|no fewer than|paling sedikit|setidaknya|sedikitnya|minimal|최소|>=|≥)\s*")),
)
_NUMBER = re.compile(r"(-?\d+(?:[.,]\d+)?)\s*(.*)")
_METRES = ("m", "meter", "metre", "meters", "metres")
_DURATION = re.compile(r"P?([0-9.]+)([DWMY]?)")
_DAYS = {"W": 7, "M": 30, "Y": 365}
_FORMS = {
    "time": "a time; write it as 1997, 1997-09 or 1997-09-24",
    "number": "a number; write it as 12, about 12 or at least 12",
    "kilometres": "a length; write it in kilometres, as 1.2",
    "days": "a length of time; write it as 7 days, 1 week or P7D",
    "month": "a month; write it as July or --07",
}


class Amount(NamedTuple):
    """A value that can be compared: its text, its size where it has one, and its grade (exact, about, least)."""

    text: str
    size: Decimal = Decimal(0)
    grade: str = "exact"


def measure(value: ox.Literal) -> Measure:
    """How a literal is compared, by its datatype."""
    name = value.datatype.value
    if name in (DAY, MONTH, YEAR, XSD + "dateTime"):
        return "time"
    if name in INTEGERS | REALS:
        return "number"
    return {XSD + "duration": "days", XSD + "gMonth": "month"}.get(name, "text")  # type: ignore[return-value]


def said(value: str, how: Measure, grade: str) -> Amount:
    """A value of the graph."""
    if how in ("number", "kilometres"):
        return Amount(value, Decimal(value), grade)
    if how == "days" and (parts := _DURATION.fullmatch(value)):
        return Amount(value, Decimal(parts[1]) * _DAYS.get(parts[2], 1), grade)
    return Amount(normal(value) if how == "text" else value, grade=grade)


@lru_cache(100)
def claimed(text: str, how: Measure) -> Amount:
    """The value that a user claims; raises UsageError for one that cannot be read.

    >>> claimed("about 20 people", "number").grade, claimed("24 September 1997", "time").text
    ('about', '1997-09-24')
    """
    if how == "text":
        return Amount(normal(text))
    plain = " ".join(text.casefold().split())
    grade = "exact"
    for name, words in _GRADES:
        if match := words.match(plain):
            grade, plain = name, plain[match.end() :]
    try:
        if how == "time":
            return Amount(read_date(plain).value)
        if how == "month":
            return Amount(read_month(plain))
        if how == "days":
            return said(read_duration(plain.upper() if plain.startswith("p") else plain), how, grade)
        return Amount(plain, _number(plain, how), grade)
    except (Fault, InvalidOperation):
        raise UsageError(f"{quoted(text)} is not {_FORMS[how]}.") from None


def _number(text: str, how: Measure) -> Decimal:
    match = _NUMBER.fullmatch(text)
    if not match:
        raise InvalidOperation
    whole, _, part = match[1].partition(",")
    # 1,120 is a thousand and more, 1,2 is what English writes 1.2.
    number = Decimal(whole + part) if len(part) == 3 else Decimal(match[1].replace(",", "."))
    return number / 1000 if how == "kilometres" and match[2] in _METRES else number


def relation(claim: Amount, source: Amount, how: Measure) -> Relation:
    """What ``source`` says to ``claim``: that it is so, less than that, or something else.

    >>> relation(Amount("1997"), Amount("1997-09-24"), "time"), relation(Amount("1997-09-24"), Amount("1997"), "time")
    ('agrees', 'says less')
    """
    if how == "time":
        if source.text.startswith(claim.text):
            return "agrees"
        return "says less" if claim.text.startswith(source.text) else "other"
    if how in ("month", "text"):
        return "agrees" if source.text == claim.text else "other"
    if claim.grade == "least":
        fits = source.size >= claim.size
        return "agrees" if fits else "says less" if source.grade == "least" else "other"
    if source.grade == "least":
        return "agrees" if claim.size == source.size else "says less" if claim.size > source.size else "other"
    if "about" in (claim.grade, source.grade):
        larger = max(claim.size, source.size)
        return "agrees" if 10 * abs(claim.size - source.size) <= larger else "other"
    return "agrees" if claim.size == source.size else "other"
