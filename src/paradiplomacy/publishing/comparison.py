"""Print the comparison of the agreements by sector so that each cell can be traced to the words behind it."""

from __future__ import annotations

import itertools
import textwrap
from collections.abc import Iterator

from paradiplomacy.errors import DataError
from paradiplomacy.sparql.answer import Answer, display_text
from paradiplomacy.sparql.table import layout

_KEY = ("sector", "agreement")
# The columns that count something, each with the words for one and for more.
_COUNTS = {
    "activities": ("activity", "activities"),
    "parts": ("part of an activity", "parts of activities"),
    "delegations": ("delegation", "delegations"),
    "hedged": ("only hedged or expected", "only hedged or expected"),
}
_EVIDENCE = (*_KEY, "activity", "quote", "section")

Row = dict[str, str]


def compare(sectors: Answer, evidence: Answer, width: int = 100) -> str:
    """The answer of ``compare-sectors`` as a table: a line per sector, a column per agreement.

    A cell says what is recorded and names its notes; a note is a row of ``evidence``, the answer of
    ``sector-evidence``: an activity, a quote and its section. The notes come first, so that a terminal ends on the
    table. ``width`` is that of the text. Raises DataError when a
    cell counts something but has no note, and when an answer lacks a column that is needed here.
    """
    _require(sectors, (*_KEY, "statusLabel", "firstYear", *_COUNTS), "compare-sectors")
    _require(evidence, _EVIDENCE, "sector-evidence")
    rows = {_key(row): row for row in _rows(sectors)}
    # The notes are numbered in the order of the cells; words of a cell that is not there come last.
    order = {key: place for place, key in enumerate(rows)}
    notes = sorted(_rows(evidence), key=lambda row: order.get(_key(row), len(order)))
    numbers: dict[tuple[str, ...], list[int]] = {}
    for number, note in enumerate(notes, 1):
        numbers.setdefault(_key(note), []).append(number)
    agreements = list(dict.fromkeys(agreement for _, agreement in rows))
    lines = []
    for sector in dict.fromkeys(sector for sector, _ in rows):
        cells = [_cell(rows.get((sector, name)), numbers.get((sector, name), [])) for name in agreements]
        lines.append([sector, *cells])
    parts = [*_notes(notes, width), "", layout(["sector", *agreements], lines, width)]
    return "\n".join(parts) + "\n"


def _cell(row: Row | None, notes: list[int]) -> str:
    if row is None:
        return "–"
    counts = [f"{row[name]} {words[row[name] != '1']}" for name, words in _COUNTS.items() if row[name] not in ("", "0")]
    if counts and not notes:
        raise DataError(
            f"{row['sector']}, {row['agreement']}: the comparison counts what no row of sector-evidence supports; "
            "correct the two queries."
        )
    lines = [row["statusLabel"], *counts, f"first year: {row['firstYear']}"]
    if notes:
        lines.append(f"words: [{_ranges(notes)}]")
    return "\n".join(lines)


def _notes(notes: list[Row], width: int) -> Iterator[str]:
    """The notes under a heading per sector and agreement; the section stands there where they share one."""
    for key, group in itertools.groupby(enumerate(notes, 1), lambda note: _key(note[1])):
        numbered = list(group)
        sections = {row["section"] for _, row in numbered}
        heading = ", ".join(key) + (f" ({sections.pop()})" if len(sections) == 1 else "")
        yield textwrap.fill(heading, width, subsequent_indent="  ")
        for number, row in numbered:
            text = f"{row['activity']}: “{row['quote']}”" + (f" ({row['section']})" if sections else "")
            # Without this a hope would look like a fact.
            if row.get("assertion", "stated") != "stated":
                text += f" – {row['assertion']}"
            mark = f"[{number}]".rjust(6)
            yield textwrap.fill(text, width, initial_indent=f"{mark} ", subsequent_indent=" " * 7)


def _ranges(numbers: list[int]) -> str:
    """Numbers as a reader writes them.

    >>> _ranges([1, 2, 3, 7])
    '1–3, 7'
    """
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][-1] + 1:
            spans[-1].append(number)
        else:
            spans.append([number])
    return ", ".join(f"{span[0]}–{span[-1]}" if len(span) > 1 else str(span[0]) for span in spans)


def _key(row: Row) -> tuple[str, ...]:
    return tuple(row[name] for name in _KEY)


def _rows(answer: Answer) -> Iterator[Row]:
    for row in answer.rows:
        yield dict(zip(answer.variables, (" ".join(display_text(term).split()) for term in row), strict=True))


def _require(answer: Answer, columns: tuple[str, ...], name: str) -> None:
    for column in columns:
        if column not in answer.variables:
            raise DataError(f"The stored query {name} has no column {column}, which the comparison needs; restore it.")
