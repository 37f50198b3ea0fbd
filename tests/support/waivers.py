"""Terms that need not be used in some place, with the reason, from tests/cases/unused-terms.csv."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

FILE = Path(__file__).parents[1] / "cases" / "unused-terms.csv"
PLACES = ("data", "shape", "query")


@cache
def rows() -> tuple[dict[str, str], ...]:
    """Each row: ``term`` (as para:City or id:role-artist), ``place`` (data, shape or query) and ``reason``."""
    with FILE.open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


def waived(place: str) -> set[str]:
    """The terms that need not be used in this place."""
    return {row["term"] for row in rows() if row["place"] == place}


def stale(place: str, checked: set[str], unused: set[str]) -> list[str]:
    """Waivers for this place of terms that are among those checked and are used after all."""
    return sorted((waived(place) & checked) - unused)
