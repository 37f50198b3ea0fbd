"""The audit: does the graph say what the text says, and does it say all of it?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from paradiplomacy.auditing.article import Article
from paradiplomacy.auditing.coverage import check_coverage, check_rows, uncovered_rows
from paradiplomacy.auditing.passages import (
    Quote,
    check_form,
    check_places,
    check_source,
    evidence,
    read_quotes,
)
from paradiplomacy.auditing.values import check_values, quotes_of
from paradiplomacy.auditing.waivers import (
    UNCODED,
    UNCODED_COLUMNS,
    WAIVER_COLUMNS,
    WAIVERS,
    AuditFinding,
    Waivers,
    read_rows,
)
from paradiplomacy.errors import UsageError
from paradiplomacy.rdf.namespaces import short
from paradiplomacy.rdf.read import load_store
from paradiplomacy.rdf.turtle.locate import Locator

#: What is left out when the text is not there.
NEEDS_TEXT = (
    "whether each quote occurs once, at its offsets and in its section",
    "whether a quote is a whole sentence",
    "the digest and length of the text",
    "which sentences are covered",
)


@dataclass
class AuditReport:
    """The findings of an audit and the lines that say what was looked at."""

    findings: list[AuditFinding] = field(default_factory=list)
    summary: list[str] = field(default_factory=list)

    @property
    def status(self) -> int:
        """The exit status: 1 with any finding, else 0."""
        return 1 if self.findings else 0


def audit(files: Sequence[Path], article: Article | None) -> AuditReport:
    """Check the graph in ``files`` by itself and, if ``article`` is given, against the text of its source.

    The lists of waived values and uncoded sentences are read from the folders of the files.
    Raises UnreadableInput for a file that cannot be read, UsageError for files of two sources.
    """
    store = load_store(files)
    quotes = _of_one_source(read_quotes(store))
    used = evidence(store)
    waivers = Waivers(read_rows(_folders(files), WAIVERS, WAIVER_COLUMNS))
    uncoded = read_rows(_folders(files), UNCODED, UNCODED_COLUMNS)
    exact = {quote.passage: quote.exact for quote in quotes if quote.exact is not None}
    values = check_values(store, quotes_of(store, used, exact), waivers)
    complaints = [*check_form(quotes, used), *values.complaints]
    report = AuditReport([*waivers.findings(), *check_rows(uncoded)])
    report.summary += [
        f"Quotes: {len(quotes)} checked, {sum(map(len, used.values()))} uses as evidence.",
        f"Values: {values.literals} literals and {values.markers} kinds and qualifiers checked "
        f"against the words of their quotes; {waivers.used} waived.",
    ]
    if values.unsupported:
        report.summary.append(f"Literals of things without evidence, not checked: {values.unsupported}.")
    if article is None:
        report.summary += [f"Not checked without the text: {what}." for what in NEEDS_TEXT]
    else:
        complaints += [*check_places(quotes, article), *check_source(quotes, store, article)]
        coverage = check_coverage(article, _spans(quotes, used, article), uncoded)
        report.findings += coverage.findings
        report.summary.append(f"Text: {coverage.summary}")
    # A check that looked at nothing has not passed.
    if not quotes:
        text = "no quote was checked: none of the files has a para:Passage; name the right files."
        report.findings.append(AuditFinding(files[0], 1, text))
    if not values.literals:
        text = "no value was checked: nothing that names its evidence has a literal of the source."
        report.findings.append(AuditFinding(files[0], 1, text))
    locator = Locator(files)
    for thing, sentence, prop in complaints:
        path, line = locator.find(thing, prop) or (files[0], 1)
        report.findings.append(AuditFinding(path, line, f"{short(thing)}: {sentence}"))
    report.findings.sort(key=lambda found: (str(found.path), found.line, found.message))
    count = len(report.findings)
    report.summary.append(f"{count} finding{'' if count == 1 else 's'}.")
    return report


def list_uncovered(files: Sequence[Path], article: Article | None) -> str:
    """Rows for ``uncoded.csv``: the units that no passage covers and that are not in the list yet.

    Raises UsageError without the text.
    """
    if article is None:
        raise UsageError("The text of the source is needed for this: give it with --article.")
    store = load_store(files)
    quotes = _of_one_source(read_quotes(store))
    rows = read_rows(_folders(files), UNCODED, UNCODED_COLUMNS)
    coverage = check_coverage(article, _spans(quotes, evidence(store), article), rows)
    return uncovered_rows(coverage.open, header=not rows)


def _spans(quotes: Iterable[Quote], used: dict[str, list[str]], article: Article) -> list[tuple[int, int]]:
    """The stretches of the text at which quotes in use really stand, in order."""
    names = {name for passages in used.values() for name in passages}
    return sorted(
        quote.span
        for quote in quotes
        if quote.span is not None
        and quote.passage in names
        and quote.exact
        and article.text[slice(*quote.span)] == quote.exact
    )


def _of_one_source(quotes: list[Quote]) -> list[Quote]:
    """The quotes; raises UsageError when they are of several sources, because only one text is given."""
    sources = sorted({short(quote.source) for quote in quotes if quote.source})
    if len(sources) > 1:
        raise UsageError(
            f"The files hold passages of {len(sources)} sources ({', '.join(sources)}); name the files of one."
        )
    return quotes


def _folders(files: Iterable[Path]) -> list[Path]:
    return sorted({path.parent for path in files})
