"""The audit: does the graph say what the text says, and does it say all of it?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from paradiplomacy.auditing.article import Article
from paradiplomacy.auditing.coverage import Coverage, check_coverage, check_rows, uncovered_rows
from paradiplomacy.auditing.passages import (
    Complaint,
    check_form,
    check_places,
    check_source,
    evidence,
)
from paradiplomacy.auditing.quotes import Quote, read_quotes
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
    """Check the graph in ``files`` by itself and, if there is one, against the text of its source.

    The lists of waived values and uncoded sentences are read from the folders of the files.
    Raises UnreadableInput for a file that cannot be read, UsageError for files of two sources.
    """
    store = load_store(files)
    quotes = _of_one_source(read_quotes(store))
    used = evidence(store)
    folders = _folders(files)
    waivers = Waivers(read_rows(folders, WAIVERS, WAIVER_COLUMNS))
    uncoded = read_rows(folders, UNCODED, UNCODED_COLUMNS)
    report = AuditReport()
    locator = Locator(files)

    def add(complaints: Iterable[Complaint]) -> None:
        for thing, text in complaints:
            path, line = locator.find(thing) or (files[0], 1)
            report.findings.append(AuditFinding(path, line, f"{short(thing)}: {text}"))

    add(check_form(quotes, used))
    exact = {quote.passage: quote.exact for quote in quotes if quote.exact is not None}
    checked = check_values(store, quotes_of(store, used, exact), waivers)
    for doubt in checked.doubts:
        path, line = locator.find(doubt.thing, doubt.property) or (files[0], 1)
        report.findings.append(AuditFinding(path, line, doubt.message))
    report.findings += [*waivers.findings(), *check_rows(uncoded)]
    report.summary += [
        f"Quotes: {len(quotes)} checked, {sum(map(len, used.values()))} uses as evidence.",
        f"Values: {checked.literals} literals and {checked.markers} kinds and qualifiers checked "
        f"against the words of their quotes; {waivers.used} waived.",
    ]
    if checked.unsupported:
        text = f"Literals of things without evidence, not checked: {checked.unsupported}."
        report.summary.append(text)
    if article is None:
        report.summary += [f"Not checked without the text: {what}." for what in NEEDS_TEXT]
    else:
        add(check_places(quotes, article))
        add(check_source(quotes, store, article))
        coverage = check_coverage(article, spans_in_use(quotes, used, article), uncoded)
        report.findings += coverage.findings
        report.summary.append(f"Text: {coverage.summary}")
    report.findings += _empty_checks(files[0], len(quotes), checked.literals)
    report.findings.sort(key=lambda found: (str(found.path), found.line, found.message))
    count = len(report.findings)
    report.summary.append(f"{count} finding{'' if count == 1 else 's'}.")
    return report


def list_uncovered(files: Sequence[Path], article: Article | None) -> str:
    """Rows for ``uncoded.csv``: what no passage covers and the list does not have yet.

    Raises UsageError without the text.
    """
    if article is None:
        raise UsageError("The text of the source is needed for this: give it with --article.")
    store = load_store(files)
    quotes = _of_one_source(read_quotes(store))
    folders = _folders(files)
    rows = read_rows(folders, UNCODED, UNCODED_COLUMNS)
    spans = spans_in_use(quotes, evidence(store), article)
    coverage: Coverage = check_coverage(article, spans, rows)
    return uncovered_rows(coverage.open, header=not rows)


def spans_in_use(quotes: Iterable[Quote], used: dict[str, list[str]], article: Article) -> list[tuple[int, int]]:
    """The stretches of the text that quotes in use really stand at, in order."""
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
    """The quotes unless they are of several sources, whose texts cannot all be given."""
    sources = sorted({short(quote.source) for quote in quotes if quote.source})
    if len(sources) > 1:
        raise UsageError(
            f"The files hold passages of {len(sources)} sources ({', '.join(sources)}); name the files of one."
        )
    return quotes


def _folders(files: Iterable[Path]) -> list[Path]:
    return sorted({path.parent for path in files})


def _empty_checks(path: Path, quotes: int, literals: int) -> list[AuditFinding]:
    """A check that looked at nothing has not passed."""
    found = []
    if not quotes:
        text = "no quote was checked: none of the files has a para:Passage; name the right files."
        found.append(AuditFinding(path, 1, text))
    if not literals:
        text = "no value was checked: nothing that names its evidence has a literal of the source."
        found.append(AuditFinding(path, 1, text))
    return found
