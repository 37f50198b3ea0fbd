"""Times as the timeline needs them: from when to when, as parts of a year, and how exactly the source says it."""

from __future__ import annotations

import re
from calendar import isleap
from dataclasses import dataclass
from datetime import date

_EDTF = re.compile(r"(?P<year>\d{2,4}X{0,2})(?:-(?P<month>\d\d))?(?P<doubt>[?~%])?")


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
    >>> span("199X", "", "edtf"), span("2004~", "", "edtf").is_vague
    (Span(start=1990.0, end=2000.0, is_exact=False, is_vague=True), True)
    """
    if precision == "edtf":
        return _edtf(start)
    if not start:
        return None
    if not end:
        return Span(_point(start), None)
    return Span(_point(start), _after(end), is_exact=precision == "day")


def _edtf(words: str) -> Span | None:
    parts = [_EDTF.fullmatch(part) for part in words.split("/")]
    if any(part is None for part in parts):
        return None
    first, last = parts[0], parts[-1]
    assert first is not None and last is not None
    begin, end = _bounds(first)[0], _bounds(last)[1]
    is_vague = any(part is not None and (part["doubt"] or "X" in part["year"]) for part in parts)
    return Span(begin, end, is_vague=bool(is_vague))


def _bounds(part: re.Match[str]) -> tuple[float, float]:
    years = part["year"]
    if part["month"]:
        return _point(f"{years}-{part['month']}"), _after(f"{years}-{part['month']}")
    return float(years.replace("X", "0")), float(years.replace("X", "9")) + 1


def _point(iso: str) -> float:
    """Where a year, month or day begins.

    >>> _point("1997-07-02")
    1997.5
    """
    year, month, day = (*map(int, iso[:10].split("-")), 1, 1)[:3]
    return year + (date(year, month, day).timetuple().tm_yday - 1) / (366 if isleap(year) else 365)


def _after(iso: str) -> float:
    """Where the next year, month or day begins."""
    parts = iso[:10].split("-")
    if len(parts) == 1:
        return int(iso[:4]) + 1
    year, month = int(parts[0]), int(parts[1])
    if len(parts) == 2:
        return _point(f"{year + month // 12}-{month % 12 + 1:02}")
    return _point(iso) + 1 / 365
