"""How much of the text the passages cover, and the list of the rest, ``uncoded.csv``."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

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


class Coverage(NamedTuple):
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


def check_rows(rows: Iterable[Row]) -> Iterator[AuditFinding]:
    """What is wrong with the rows of ``uncoded.csv`` whatever the text says."""
    seen: set[str] = set()
    for row in rows:
        start, end, reason = row.cells["start"], row.cells["end"], row.cells["reason"]
        place = f"{start}-{end}"
        if not (start.isdecimal() and end.isdecimal() and int(start) < int(end)):
            yield row.finding(f'"{start}" and "{end}" are no start and end: copy the row from --list-uncovered.')
        if place in seen:
            yield row.finding(f"{place} stands in the list twice: remove one row.")
        seen.add(place)
        if not reason:
            yield row.finding(f"{place} has no reason: write one of {', '.join(REASONS)}.")
        elif reason not in REASONS:
            yield row.finding(f'"{reason}" is no known reason; {suggestion(reason, REASONS)}')


def check_coverage(article: Article, spans: Sequence[tuple[int, int]], rows: Sequence[Row]) -> Coverage:
    """Compare the units of the text with the quotes at ``spans`` and with the rows of ``uncoded.csv``.

    Each unit has to be covered by a quote or to have a row, and not both.
    """
    units = body(article)
    # A quote over a page break runs over the page header too, but says nothing of it.
    covered = [
        unit for unit in units if unit.kind is not UnitKind.PAGE_HEADER and any(unit.overlaps(*span) for span in spans)
    ]
    by_place = {f"{unit.start}-{unit.end}": unit for unit in units}
    accounted: set[Unit] = set(covered)
    findings: list[AuditFinding] = []
    reasons: Counter[str] = Counter()
    for row in rows:
        place, reason = f"{row.cells['start']}-{row.cells['end']}", row.cells["reason"]
        unit = by_place.get(place)
        advice = "remove the row and copy a new one from --list-uncovered"
        if unit is None:
            findings.append(row.finding(f"no sentence or other unit stands at {place}: {advice}."))
        elif row.cells["digest"] != unit.digest:
            findings.append(row.finding(f"the {unit.kind} at {place} has another digest: {advice}."))
        elif unit in covered:
            findings.append(row.finding(f"a passage covers the {unit.kind} at {place}: remove the row."))
        elif (kind := REASONS.get(reason)) and kind is not unit.kind:
            findings.append(row.finding(f"the {unit.kind} at {place} is no {kind}: give another reason."))
        elif reason in REASONS:
            accounted.add(unit)
            reasons[reason] += 1
    left = [unit for unit in units if unit not in accounted]
    for unit in left:
        text = (
            f"the {unit.kind} at {unit.start}-{unit.end} ({unit.ends()}) is in no passage "
            f"and not in {UNCODED}: code it, or list it there with a reason."
        )
        findings.append(AuditFinding(article.path, article.line_at(unit.start), text))
    if not any(unit.kind in _SENTENCES for unit in units):
        text = f'no sentence was looked at: the text has none after a heading "{FIRST_HEADING}".'
        findings.append(AuditFinding(article.path, 1, text))
    return Coverage(findings, units, covered, left, reasons)


def uncovered_rows(units: Iterable[Unit], header: bool) -> str:
    """Rows for ``uncoded.csv``; a person adds the reason where the kind of the unit does not give it.

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
