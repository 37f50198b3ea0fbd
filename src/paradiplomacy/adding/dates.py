"""Dates as people write them, in English, Indonesian and Korean, as literals that are as exact as what was written.

A general parser of dates is not used: those at hand complete "1997" with today's day.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from paradiplomacy.rdf.namespaces import XSD
from paradiplomacy.tables.problems import Fault

DAY, MONTH, YEAR, EDTF = XSD + "date", XSD + "gYearMonth", XSD + "gYear", XSD + "string"
ORDERS = ("day-first", "month-first")

# The months in English and Indonesian, with old spellings; a shorter form of three letters or more counts.
_MONTHS = (
    ("january", "januari", "djanuari"),
    ("february", "februari", "pebruari"),
    ("march", "maret"),
    ("april",),
    ("may", "mei"),
    ("june", "juni", "djuni"),
    ("july", "juli", "djuli"),
    ("august", "agustus"),
    ("september",),
    ("october", "oktober"),
    ("november", "nopember"),
    ("december", "desember"),
)
_SHORT = {"agt": 8, "ags": 8, "agu": 8, "sept": 9, "nop": 11, "peb": 2}
_ABOUT = re.compile(r"(?:about|around|circa|ca\.?|c\.|sekitar|kira-kira|lk\.?|약)\s*(.+)|(.+?)\s*(?:경|쯤|~)")
_UNSURE = re.compile(r"(?:perhaps|probably|mungkin|barangkali|아마)\s*(.+)|(.+?)\s*\?")
_SINCE = re.compile(r"(?:since|from|sejak|mulai)\s+(.+)|(.+?)\s*(?:부터|onwards?|[-–—])")
_QUARTER = re.compile(
    r"(?:q|quarter\s*|triwulan\s*|tw\s*|kuartal\s*)(iv|i{1,3}|[1-4])[\s,/-]*(\d{4})|(\d{4})[\s-]*q([1-4])"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_KOREAN = re.compile(r"(\d+)\s*년(?:\s*(\d+)\s*월(?:\s*(\d+)\s*일)?)?")
_EDTF = re.compile(r"(?:\d{4}|\d{3}x|\d{2}xx)(?:-(?:\d\d|xx)(?:-(?:\d\d|xx))?)?[?~%]?")


class Moment(NamedTuple):
    """A time: its lexical form and its datatype, and whether something began then and goes on."""

    value: str
    datatype: str
    goes_on: bool = False


@lru_cache(10_000)
def read_date(text: str, order: str = "") -> Moment:
    """The time that ``text`` names; ``order`` (of ``ORDERS``) says how 24/9/1997 is read.

    Raises Fault for what is no date, is not on the calendar or can be read in two ways.

    >>> read_date("24 September 1997").value, read_date("Nopember 1994").value, read_date("1997년 9월 24일").value
    ('1997-09-24', '1994-11', '1997-09-24')
    >>> read_date("ca. 1985").value, read_date("Q3 2019").value, read_date("sejak 1994").goes_on
    ('1985~', '2019-07/2019-09', True)
    """
    plain = " ".join(text.casefold().split())
    for pattern, mark in ((_UNSURE, "?"), (_ABOUT, "~")):
        if match := pattern.fullmatch(plain):
            inner = _plain(match[1] or match[2], order)
            return Moment(inner.value + mark, EDTF)
    if (quarter := _QUARTER.fullmatch(plain)) is not None:
        number, year = (quarter[1], quarter[2]) if quarter[1] else (quarter[4], quarter[3])
        first = 3 * (_ROMAN.get(number) or int(number)) - 2
        return Moment(f"{year}-{first:02}/{year}-{first + 2:02}", EDTF)
    if match := _SINCE.fullmatch(plain):
        return _plain(match[1] or match[2], order)._replace(goes_on=True)
    if (
        "/" in plain
        and len(sides := plain.split("/")) == 2
        and all(re.fullmatch(r"\d{4}[-\d]*|\.\.", side) for side in sides)
    ):
        dated = [side if side == ".." else _plain(side, order).value for side in sides]
        if dated == sorted(dated, key=lambda side: (side == "..", side)) or dated[0] == "..":
            return Moment("/".join(dated), EDTF)
        raise Fault("backwards", text=text.strip())
    return _plain(plain, order)


def read_month(text: str) -> str:
    """The month of each year that ``text`` names, as the lexical form of xsd:gMonth.

    >>> read_month("Juli"), read_month("--07")
    ('--07', '--07')
    """
    plain = text.strip().casefold()
    digits = re.fullmatch(r"(?:--)?(\d{1,2})(?:월)?", plain)
    number = int(digits[1]) if digits else _month(plain)
    if not 1 <= number <= 12:
        raise Fault("not-a-month", text=text.strip())
    return f"--{number:02}"


def _plain(text: str, order: str) -> Moment:
    if _EDTF.fullmatch(text) and not text.replace("-", "").isdigit():
        return Moment(text.upper(), EDTF)
    if korean := _KOREAN.fullmatch(text):
        if len(korean[1]) != 4:
            raise Fault("short-year", text=text, digits=len(korean[1]))
        return _moment(*(int(part) for part in korean.groups() if part))
    if iso := re.fullmatch(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[t ]00:00(?::00)?)?", text):
        return _moment(*(int(part) for part in iso.groups() if part))
    if named := re.fullmatch(r"(?:(\d{1,2})(?:st|nd|rd|th)?[\s.-]+)?([^\W\d]+)\.?[\s,-]+(\d{4})", text):
        parts = (int(named[3]), _month(named[2]), *([int(named[1])] if named[1] else []))
        return _moment(*parts)
    if american := re.fullmatch(r"([^\W\d]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", text):
        return _moment(int(american[3]), _month(american[1]), int(american[2]))
    if slashed := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text):
        if order not in ORDERS:
            raise Fault("two-ways", text=text)
        day, month = (slashed[1], slashed[2]) if order == "day-first" else (slashed[2], slashed[1])
        return _moment(int(slashed[3]), int(month), int(day))
    if month_first := re.fullmatch(r"(\d{1,2})[/.-](\d{4})", text):
        return _moment(int(month_first[2]), int(month_first[1]))
    raise Fault("not-a-date", text=text)


def _moment(year: int, month: int = 0, day: int = 0) -> Moment:
    if year == 0 or month > 12 or (month == 0 and day):
        raise Fault("no-such-day", date=f"{year:04}-{month:02}")
    if not month:
        return Moment(f"{year:04}", YEAR)
    if not day:
        return Moment(f"{year:04}-{month:02}", MONTH)
    try:
        return Moment(date(year, month, day).isoformat(), DAY)
    except ValueError:
        raise Fault("no-such-day", date=f"{year:04}-{month:02}-{day:02}") from None


def _month(name: str) -> int:
    plain = name.rstrip(".").casefold()
    if plain in _SHORT:
        return _SHORT[plain]
    found = {
        number
        for number, names in enumerate(_MONTHS, 1)
        if any(known == plain or (len(plain) >= 3 and known.startswith(plain)) for known in names)
    }
    if len(found) != 1:
        raise Fault("not-a-month", text=name)
    return found.pop()
