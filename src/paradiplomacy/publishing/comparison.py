"""Print the comparison of the agreements by sector so that each cell can be traced to the words behind it."""

from __future__ import annotations

import itertools
import textwrap
from collections.abc import Iterator

from paradiplomacy.errors import DataError
from paradiplomacy.sparql.answer import Answer, display_text
from paradiplomacy.sparql.table import layout

LANGUAGES = ("en", "id")
_KEY = ("sector", "agreement")
_EVIDENCE = (*_KEY, "number", "activity", "quote", "section", "assertion")
# The columns that count something, each with the words for one and for more; an answer may lack some.
_COUNTS = {
    "en": {
        "activities": ("activity", "activities"),
        "parts": ("part of an activity", "parts of activities"),
        "delegations": ("delegation", "delegations"),
        "commemorations": ("commemoration", "commemorations"),
        "hedged": ("only hedged or expected",) * 2,
        "claims": ("sentence that names the sector", "sentences that name the sector"),
    },
    "id": {
        "activities": ("kegiatan",) * 2,
        "parts": ("bagian kegiatan",) * 2,
        "delegations": ("delegasi",) * 2,
        "commemorations": ("penanda",) * 2,
        "hedged": ("hanya mungkin atau diharapkan",) * 2,
        "claims": ("kalimat yang menyebut bidang ini",) * 2,
    },
}
# The columns that hold a year.
_YEARS = {
    "en": {"earliestDated": "earliest dated year", "since": "since"},
    "id": {"earliestDated": "tahun paling awal", "since": "sejak"},
}
_WORDS = {
    "en": {"sector": "sector", "words": "words", "stated": "stated"},
    "id": {"sector": "bidang", "words": "kata-kata", "stated": "dinyatakan"},
}
_LEGEND = {
    "en": (
        "recorded: the source states it.",
        "hedged or expected: the source says only that it can be, implies it, or hopes for it.",
        "source silent: the source does not say it, which is no “no”. not coded: nobody has recorded it yet.",
        "part of an activity: such as the lessons of an exchange; the activities do not count it again.",
        "[n]: the numbered words above, each as our paraphrase and as the quote of the source.",
    ),
    "id": (
        "tercatat: sumber menyatakannya.",
        "mungkin atau diharapkan: sumber hanya menyebutnya sebagai kemungkinan, menyiratkannya, atau mengharapkannya.",
        "sumber tidak menyebut: ini bukan berarti “tidak ada”. belum dikodekan: belum ada yang mencatatnya.",
        "bagian kegiatan: misalnya pelajaran dalam suatu pertukaran; tidak dihitung lagi sebagai kegiatan.",
        "[n]: kata-kata bernomor di atas, masing-masing sebagai parafrasa kami dan kutipan sumber.",
    ),
}

Row = dict[str, str]


def compare(sectors: Answer, evidence: Answer, width: int = 100, lang: str = "en") -> str:
    """The answer of ``compare-sectors`` as a table: a line per sector, a column per agreement.

    A cell says what is recorded and names its notes, which come first, so that a terminal ends on the table and its
    legend. A note is a row of ``evidence``, the answer of ``sector-evidence``: our paraphrase, the quote, the activity
    and the section. Both answers are in the language ``lang``; ``width`` is that of the text. Raises DataError when a
    cell counts something but has no note, and when an answer lacks a column that is needed here.
    """
    rows, notes = _read(sectors, evidence)
    legend = [textwrap.fill(line, width, subsequent_indent="  ") for line in _LEGEND[lang]]
    return "\n".join([*_notes(notes, width, lang), "", _table(rows, notes, width, lang), "", *legend]) + "\n"


def table(sectors: Answer, evidence: Answer, width: int = 100, lang: str = "en") -> str:
    """The table of ``compare`` alone."""
    return _table(*_read(sectors, evidence), width, lang)


def _read(sectors: Answer, evidence: Answer) -> tuple[dict[tuple[str, ...], Row], list[Row]]:
    """The cells by sector and agreement, and the notes in the order of their numbers."""
    _require(sectors, (*_KEY, "statusLabel"), "compare-sectors")
    _require(evidence, _EVIDENCE, "sector-evidence")
    notes = sorted(_rows(evidence), key=lambda row: int(row["number"]))
    return {_key(row): row for row in _rows(sectors)}, notes


def _table(rows: dict[tuple[str, ...], Row], notes: list[Row], width: int, lang: str) -> str:
    numbers: dict[tuple[str, ...], list[int]] = {}
    for note in notes:
        numbers.setdefault(_key(note), []).append(int(note["number"]))
    agreements = list(dict.fromkeys(agreement for _, agreement in rows))
    lines = []
    for sector in dict.fromkeys(sector for sector, _ in rows):
        cells = [_cell(rows.get((sector, name)), numbers.get((sector, name), []), lang) for name in agreements]
        lines.append([sector, *cells])
    return layout([_WORDS[lang]["sector"], *agreements], lines, width)


def _cell(row: Row | None, notes: list[int], lang: str) -> str:
    if row is None:
        return "–"
    counted = ((row.get(name, ""), words) for name, words in _COUNTS[lang].items())
    counts = [f"{number} {words[number != '1']}" for number, words in counted if number not in ("", "0")]
    if counts and not notes:
        raise DataError(
            f"{row['sector']}, {row['agreement']}: the comparison counts what no row of sector-evidence supports; "
            "correct the two queries."
        )
    years = [f"{words}: {row[name]}" for name, words in _YEARS[lang].items() if row.get(name)]
    lines = [row["statusLabel"], *counts, *years]
    return "\n".join([*lines, f"{_WORDS[lang]['words']}: [{_ranges(notes)}]"] if notes else lines)


def _notes(notes: list[Row], width: int, lang: str) -> Iterator[str]:
    """The notes under a heading per sector and agreement; the section stands there where they share one."""
    for key, group in itertools.groupby(notes, _key):
        some = list(group)
        sections = {row["section"] for row in some}
        heading = ", ".join(key) + (f" ({sections.pop()})" if len(sections) == 1 else "")
        yield textwrap.fill(heading, width, subsequent_indent="  ")
        for row in some:
            about = [row["activity"]]
            # Without this a hope would look like a fact.
            if row["assertion"] != _WORDS[lang]["stated"]:
                about.append(row["assertion"])
            about += [row["section"]] if sections else []
            text = f"{row.get('paraphrase', '')} “{row['quote']}” ({'; '.join(about)})".strip()
            mark = f"[{row['number']}]".rjust(6)
            yield textwrap.fill(text, width, initial_indent=f"{mark} ", subsequent_indent=" " * 7)


def _ranges(numbers: list[int]) -> str:
    """Numbers as a reader writes them.

    >>> _ranges([1, 2, 2, 3, 7])
    '1–3, 7'
    """
    spans: list[list[int]] = []
    for number in sorted(set(numbers)):
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
