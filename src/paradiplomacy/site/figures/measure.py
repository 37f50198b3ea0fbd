"""How wide words are, and where to break them: by the letters of the font that the figures carry."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

FONTS = Path(__file__).with_name("fonts")
# In a page the words stand in the font of the reader's system, which may be as wide as DejaVu Sans.
_RESERVE = 1.16
_UNKNOWN = 1000


def width(words: str, size: float, bold: bool = False) -> float:
    """The room that the words need in letters of that size."""
    letters = _widths()["Bold" if bold else "Regular"]
    return sum(letters.get(sign, _UNKNOWN) for sign in words) * size * _RESERVE / 1000


def wrap(words: str, room: float, size: float, bold: bool = False) -> list[str]:
    """The words in lines that fit the room, broken at spaces; a single word that is longer stays whole.

    >>> wrap("pupils of Medan to Gwangju", 120, 13)
    ['pupils of Medan', 'to Gwangju']
    """
    found: list[str] = []
    line = ""
    for word in words.split():
        longer = f"{line} {word}" if line else word
        if line and width(longer, size, bold) > room:
            found.append(line)
            longer = word
        line = longer
    return [*found, line]


@cache
def _widths() -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = json.loads((FONTS / "widths.json").read_text("utf-8"))
    return found
