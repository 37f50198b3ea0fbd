"""Times as the timeline needs them: from when to when, as parts of a year, and how exactly the source says it."""

from __future__ import annotations

import re
from calendar import isleap
from dataclasses import dataclass
from datetime import date

# A year, month or day of EDTF level 1: digits may be unknown (X), and the whole unsure (?), about (~) or both (%).
_EDTF = re.compile(
    r"(?P<year>\d{2}(?:\d\d|\dX|XX))(?:-(?P<month>0[1-9]|1[0-2]|XX))?(?:-(?P<day>\d\d|XX))?(?P<doubt>[?~%])?"
)
_OPEN = ("..", "")


@dataclass(frozen=True)
class Span:
    """A time from ``start`` to ``end`` in years; ``end`` is None where the source says only since when.

    ``is_exact`` is whether it is known to the day, ``is_vague`` whether the source is not sure of it.
    """

    start: float
    end: float | None
    is_exact: bool = False
    is_vague: bool = False


def span(start: str, end: str, precision: str) -> Span | None:
    """The time of a row of the timeline; None where it has none on the line of years.

    >>> span("1997", "1997", "year")
    Span(start=1997.0, end=1998.0, is_exact=False, is_vague=False)
    >>> span("1997", "", "year").end is None
    True
    >>> span("199X", "", "edtf")
    Span(start=1990.0, end=2000.0, is_exact=False, is_vague=True)
    """
    if precision == "edtf":
        return _edtf(start)
    if not start:
        return None
    if not end:
        return Span(_point(start), None)
    return Span(_point(start), _after(end), is_exact=precision == "day")


def _edtf(words: str) -> Span | None:
    """A time in EDTF; one that goes on (1994/..) has no end, and one without a beginning no place.

    >>> _edtf("1994/.."), _edtf("../1994"), _edtf("Y17000")
    (Span(start=1994.0, end=None, is_exact=False, is_vague=False), None, None)
    """
    first, _, last = words.partition("/")
    begin, end = _EDTF.fullmatch(first), _EDTF.fullmatch(last if "/" in words else first)
    is_open = "/" in words and last in _OPEN
    if begin is None or (end is None and not is_open):
        return None
    is_vague = any(part["doubt"] or "X" in part[0] for part in (begin, end) if part)
    return Span(_point(_filled(begin, "0")), None if end is None else _after(_filled(end, "9")), is_vague=is_vague)


def _filled(part: re.Match[str], digit: str) -> str:
    """The time with the digit for unknown ones of its year, and without a month or day that is unknown."""
    known = [it for it in (part["month"], part["day"]) if it and it != "XX"]
    return "-".join([part["year"].replace("X", digit), *known])


def _point(iso: str) -> float:
    """Where a year, month or day begins.

    >>> _point("1997-01-01"), round(_point("1997-12-31"), 2)
    (1997.0, 1998.0)
    """
    year, month, day = (*map(int, iso[:10].split("-")), 1, 1)[:3]
    return year + (date(year, month, day).timetuple().tm_yday - 1) / (366 if isleap(year) else 365)


def _after(iso: str) -> float:
    """Where the next year, month or day begins."""
    parts = iso[:10].split("-")
    if len(parts) == 1:
        return float(int(iso[:4]) + 1)
    year, month = int(parts[0]), int(parts[1])
    if len(parts) == 2:
        return _point(f"{year + month // 12}-{month % 12 + 1:02}")
    return _point(iso) + 1 / 365
