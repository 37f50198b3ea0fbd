"""How much of the text the passages cover, and the list of the rest, ``uncoded.csv``."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from paradiplomacy.auditing.article import Article
from paradiplomacy.auditing.sentences import Unit, prose
from paradiplomacy.auditing.waivers import UNCODED, UNCODED_COLUMNS, AuditFinding, Row
from paradiplomacy.errors import suggestion

#: Why a sentence or list item may stand in no passage.
REASONS = ("repetition", "method", "opinion-without-content", "connective")


class Coverage(NamedTuple):
    """What was found: how many sentences and list items there are, how many are ``covered``, which are ``open``."""

    findings: list[AuditFinding]
    total: int
    covered: int
    open: list[Unit]
    reasons: Counter[str]

    @property
    def summary(self) -> str:
        """One line for the end of the output."""
        share = f" ({100 * self.covered / self.total:.1f} %)" if self.total else ""
        reasons = [f"{count} {reason}" for reason, count in sorted(self.reasons.items())]
        return (
            f"{self.covered} of {self.total} sentences and list items from the title to the "
            f"list of works covered{share}; uncoded: {', '.join(reasons) or 'none'}; {len(self.open)} unaccounted for."
        )


def check_coverage(article: Article, spans: Sequence[tuple[int, int]], rows: Sequence[Row]) -> Coverage:
    """Compare the sentences and list items of the text with the quotes at ``spans`` and the rows of ``uncoded.csv``.

    Each has to be covered by a quote or to have a row, and not both.
    """
    units = {f"{unit.start}-{unit.end}": unit for unit in prose(article)}
    covered = {place for place, unit in units.items() if any(unit.overlaps(*span) for span in spans)}
    findings: list[AuditFinding] = []
    listed: dict[str, str] = {}
    for row in rows:
        place, reason = f"{row.cells['start']}-{row.cells['end']}", row.cells["reason"]
        if place not in units:
            text = f"no sentence or list item stands at {place}: copy a new row from --list-uncovered."
        elif place in covered:
            text = f"a passage covers the {units[place].kind} at {place}: remove the row."
        elif place in listed:
            text = f"{place} stands in the list twice: remove one row."
        elif reason not in REASONS:
            text = f'"{reason}" is no known reason; {suggestion(reason, REASONS)}'
        else:
            listed[place] = reason
            continue
        findings.append(row.finding(text))
    left = [unit for place, unit in units.items() if place not in covered and place not in listed]
    for unit in left:
        text = (
            f"the {unit.kind} at {unit.start}-{unit.end} ({unit.ends()}) is in no passage "
            f"and not in {UNCODED}: code it, or list it there with a reason."
        )
        findings.append(AuditFinding(article.path, article.line_at(unit.start), text))
    if not units:
        text = "no sentence was looked at: the text has none before its list of works."
        findings.append(AuditFinding(article.path, 1, text))
    return Coverage(findings, len(units), len(covered), left, Counter(listed.values()))


def uncovered_rows(units: Iterable[Unit], header: bool) -> str:
    """Rows for ``uncoded.csv``, to which a person adds the reason.

    The note holds the first and last words of a sentence, to find it by; replace or empty it.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if header:
        writer.writerow(UNCODED_COLUMNS)
    writer.writerows([unit.start, unit.end, "", unit.ends()] for unit in units)
    return out.getvalue()
