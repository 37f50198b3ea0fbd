"""Lay out rows of text as a table that fits the width of a terminal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from paradiplomacy.errors import printable

_GAP = "  "
# Words longer than this may be broken before other columns give way; the longest term of the vocabulary has 25 signs.
_LONGEST_WORD = 25
# However narrow the terminal, a record gives its values this many columns.
_NARROWEST = 8


def layout(header: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> str:
    """A table with a heading line and a rule; cells too long for ``width`` are wrapped, nothing is cut.

    Where the columns are too many for that, each row becomes a record of one line per column.

    >>> print(layout(["a", "b"], [["1", "two"]], 80))
    a  b
    ─  ───
    1  two
    """
    cells = [[_lines(cell) for cell in row] for row in rows]
    lines_of = [[name, *(line for row in cells for line in row[index])] for index, name in enumerate(header)]
    widths = [max(map(columns, texts)) for texts in lines_of]
    room = width - len(_GAP) * (len(header) - 1)
    if rows and sum(widths) > room:
        floors = [min(_LONGEST_WORD, max(map(_longest_piece, texts))) for texts in lines_of]
        if sum(floors) > room:
            return _records(header, cells, width)
        widths = _fit([min(column, room) for column in widths], floors, room)
    lines = _row([[name] for name in header], widths)
    lines.append(_GAP.join("─" * column for column in widths))
    wrapped = False
    for row in cells:
        block = _row(row, widths)
        # Without a blank line one could not tell where a row of several lines ends.
        if wrapped or (len(block) > 1 and len(lines) > 2):
            lines.append("")
        wrapped = len(block) > 1
        lines += block
    return "\n".join(line.rstrip() for line in lines)


def _records(header: Sequence[str], rows: Sequence[Sequence[Sequence[str]]], width: int) -> str:
    names = max(map(columns, header))
    widths = [names, max(_NARROWEST, width - names - len(_GAP))]
    records = (
        [line.rstrip() for name, cell in zip(header, row, strict=True) for line in _row([[name], cell], widths)]
        for row in rows
    )
    return "\n\n".join("\n".join(record) for record in records)


def columns(text: str) -> int:
    """How many columns of a terminal ``text`` takes: Korean signs take two, combining ones none.

    >>> columns("광주")
    4
    """
    if text.isascii():
        return len(text)
    return sum(_columns_of(sign) for sign in text)


def wrap(text: str, width: int) -> list[str]:
    """``text`` in lines of at most ``width`` columns, broken at spaces, hyphens and slashes, else inside a word.

    >>> wrap("sister-city agreement", 11)
    ['sister-city', 'agreement']
    """
    if columns(text) <= width:
        return [text]
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        glue = " " if line else ""
        for piece in _pieces(word):
            if columns(line) + len(glue) + columns(piece) <= width:
                line += glue + piece
            else:
                if line:
                    lines.append(line)
                *full, line = _broken(piece, width)
                lines += full
            glue = ""
    return [*lines, line]


def _pieces(word: str) -> list[str]:
    """``word`` cut where it may be broken: after a slash, and after a hyphen that follows a letter."""
    return [piece for piece in re.split(r"(?<=/)|(?<=[^\W\d_]-)", word) if piece]


def _longest_piece(text: str) -> int:
    return max((columns(piece) for word in text.split(" ") for piece in _pieces(word)), default=0)


def _lines(cell: str) -> list[str]:
    """The lines of a cell, without control characters."""
    return [printable(line) for line in cell.splitlines() or [""]]


def _row(cells: Sequence[Sequence[str]], widths: Sequence[int]) -> list[str]:
    wrapped = [
        [piece for line in cell for piece in wrap(line, width)] for cell, width in zip(cells, widths, strict=True)
    ]
    height = max((len(cell) for cell in wrapped), default=1)
    return [
        _GAP.join(
            text + " " * (width - columns(text))
            for cell, width in zip(wrapped, widths, strict=True)
            for text in [cell[index] if index < len(cell) else ""]
        )
        for index in range(height)
    ]


def _fit(widths: list[int], floors: list[int], room: int) -> list[int]:
    """Narrow the widest columns, none below its floor, until the sum fits, as it can."""
    widths = list(widths)
    while sum(widths) > room:
        high = [index for index, width in enumerate(widths) if width > floors[index]]
        widths[max(high, key=lambda index: widths[index])] -= 1
    return widths


def _broken(word: str, width: int) -> list[str]:
    """``word`` in pieces of at most ``width`` columns; one pass, because a word may have millions of signs."""
    pieces, start, used = [], 0, 0
    for index, sign in enumerate(word):
        used += (wide := _columns_of(sign))
        if used > width and index > start:
            pieces.append(word[start:index])
            start, used = index, wide
    return [*pieces, word[start:]]


def _columns_of(sign: str) -> int:
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1
