"""Counting how much of the text the passages cover, and what is said of the rest."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from paradiplomacy.auditing.article import Article
from paradiplomacy.auditing.sentences import FIRST_HEADING, Unit, UnitKind, body
from paradiplomacy.auditing.waivers import UNCODED, UNCODED_COLUMNS, AuditFinding, Row
from paradiplomacy.errors import suggestion

#: Why a unit of the text may stand in no passage; some reasons are for one kind of unit only.
REASONS: dict[str, UnitKind | None] = {
    "repetition": None,
    "method": None,
    "opinion-without-content": None,
    "connective": None,
    "heading": UnitKind.HEADING,
    "page-header": UnitKind.PAGE_HEADER,
}

_SENTENCES = (UnitKind.SENTENCE, UnitKind.LIST_ITEM)


@dataclass(frozen=True)
class Coverage:
    """What was found: ``units`` of the text, those ``covered``, those ``open``, and the rows' reasons."""

    findings: list[AuditFinding]
    units: list[Unit]
    covered: list[Unit]
    open: list[Unit]
    reasons: Counter[str]

    @property
    def summary(self) -> str:
        """One line for the end of the output."""
        total = sum(unit.kind in _SENTENCES for unit in self.units)
        done = sum(unit.kind in _SENTENCES for unit in self.covered)
        share = f" ({100 * done / total:.1f} %)" if total else ""
        reasons = [f"{count} {reason}" for reason, count in sorted(self.reasons.items())]
        return (
            f"{done} of {total} sentences and list items covered{share}, "
            f"{len(self.units) - total} headings and page headers; "
            f"uncoded: {', '.join(reasons) or 'none'}; {len(self.open)} unaccounted for."
        )


def check_rows(rows: Iterable[Row]) -> list[AuditFinding]:
    """Check the rows of ``uncoded.csv`` by themselves, without the text."""
    found: list[AuditFinding] = []
    seen: set[tuple[str, str]] = set()
    for row in rows:
        start, end, reason = row.cells["start"], row.cells["end"], row.cells["reason"]
        if not (start.isdecimal() and end.isdecimal() and int(start) < int(end)):
            text = f'"{start}" and "{end}" are no start and end: copy the row from --list-uncovered.'
            found.append(AuditFinding(row.path, row.line, text))
        if (start, end) in seen:
            text = f"{start}-{end} stands in the list twice: remove one row."
            found.append(AuditFinding(row.path, row.line, text))
        seen.add((start, end))
        if not reason:
            text = f"{start}-{end} has no reason: write one of {', '.join(REASONS)}."
            found.append(AuditFinding(row.path, row.line, text))
        elif reason not in REASONS:
            text = f'"{reason}" is no known reason; {suggestion(reason, REASONS)}'
            found.append(AuditFinding(row.path, row.line, text))
    return found


def check_coverage(article: Article, spans: Sequence[tuple[int, int]], rows: Sequence[Row]) -> Coverage:
    """Compare the units of the text with the quotes at ``spans`` and with the rows of ``uncoded.csv``.

    Each unit has to be covered by a quote or to have a row, and not both.
    """
    units = body(article)
    # A quote over a page break runs over the page header too, but says nothing of it.
    covered = [
        unit for unit in units if unit.kind is not UnitKind.PAGE_HEADER and any(unit.overlaps(*span) for span in spans)
    ]
    by_place = {(str(unit.start), str(unit.end)): unit for unit in units}
    accounted: set[Unit] = set(covered)
    findings: list[AuditFinding] = []
    reasons: Counter[str] = Counter()
    for row in rows:
        unit = by_place.get((row.cells["start"], row.cells["end"]))
        problem = _row_problem(row, unit, unit in covered)
        if problem:
            findings.append(AuditFinding(row.path, row.line, problem))
        elif unit is not None and row.cells["reason"] in REASONS:
            accounted.add(unit)
            reasons[row.cells["reason"]] += 1
    left = [unit for unit in units if unit not in accounted]
    for unit in left:
        line = article.text.count("\n", 0, unit.start) + 1
        text = (
            f"the {unit.kind.value} at {unit.start}-{unit.end} ({unit.ends()}) is in no passage "
            f"and not in {UNCODED}: code it, or list it there with a reason."
        )
        findings.append(AuditFinding(article.path, line, text))
    if not any(unit.kind in _SENTENCES for unit in units):
        text = f'no sentence was looked at: the text has none after a heading "{FIRST_HEADING}".'
        findings.append(AuditFinding(article.path, 1, text))
    return Coverage(findings, units, covered, left, reasons)


def uncovered_rows(units: Iterable[Unit], header: bool) -> str:
    """Rows for ``uncoded.csv``; the reason is left to a person where the kind does not tell it.

    The note holds the first and last words of a sentence, to find it by; replace or empty it.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if header:
        writer.writerow(UNCODED_COLUMNS)
    by_kind = {kind: reason for reason, kind in REASONS.items() if kind}
    for unit in units:
        reason = by_kind.get(unit.kind, "")
        writer.writerow([unit.start, unit.end, unit.digest, reason, "" if reason else unit.ends()])
    return out.getvalue()


def _row_problem(row: Row, unit: Unit | None, covered: bool) -> str | None:
    """Say what is wrong with a row in the light of the text, if anything."""
    place = f"{row.cells['start']}-{row.cells['end']}"
    advice = "remove the row and copy a new one from --list-uncovered"
    if unit is None:
        return f"no sentence or other unit stands at {place}: {advice}."
    if row.cells["digest"] != unit.digest:
        return f"the {unit.kind.value} at {place} has another digest: {advice}."
    if covered:
        return f"a passage covers the {unit.kind.value} at {place}: remove the row."
    kind = REASONS.get(row.cells["reason"])
    if kind and kind is not unit.kind:
        return f"the {unit.kind.value} at {place} is no {kind.value}: give another reason."
    return None
