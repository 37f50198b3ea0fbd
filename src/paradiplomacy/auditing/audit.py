"""The audit: does the graph say what the text says, and does it say all of it?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from paradiplomacy.auditing.article import Article
from paradiplomacy.auditing.coverage import Coverage, check_coverage, uncovered_rows
from paradiplomacy.auditing.passages import (
    check_places,
    check_source,
    evidence,
    is_text_of,
    read_quotes,
    source_of_text,
)
from paradiplomacy.auditing.values import check_kinds, check_values, quotes_of
from paradiplomacy.auditing.waivers import (
    UNCODED,
    UNCODED_COLUMNS,
    WAIVER_COLUMNS,
    WAIVERS,
    AuditFinding,
    Row,
    Waivers,
    read_rows,
)
from paradiplomacy.errors import UsageError
from paradiplomacy.rdf.namespaces import short
from paradiplomacy.rdf.read import load_store
from paradiplomacy.rdf.turtle.locate import Locator

#: What is left out where the text is not there.
NEEDS_TEXT = (
    "whether each quote stands once in the text, at its place and in its section, and is no whole sentence; "
    "the digest and length of the text; which sentences are covered"
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


class _Subject:
    """What is audited: the graph, its passages (of one source only, where it is named), and the source of the text."""

    def __init__(self, files: Sequence[Path], article: Article | None, source: str | None) -> None:
        self.store: ox.Store = load_store(files)
        self.locator = Locator(files)
        every = read_quotes(self.store)
        self.of_text = source_of_text(self.store, every, article, source)
        self.quotes = [quote for quote in every if not source or quote.source == self.of_text]
        fits = article and self.of_text and is_text_of(article, self.of_text, self.store)
        self.own = [quote for quote in self.quotes if fits and quote.source == self.of_text]
        others = {quote.passage for quote in every} - {quote.passage for quote in self.quotes}
        kept = {thing: [name for name in names if name not in others] for thing, names in evidence(self.store).items()}
        self.used = {thing: names for thing, names in kept.items() if names}
        self.folders = sorted({path.parent for path in files})

    def coverage(self, article: Article) -> tuple[Coverage, list[Row]]:
        """How much of the text the passages in use cover, and the rows of its list of uncoded sentences."""
        names = {name for passages in self.used.values() for name in passages}
        spans = [
            quote.span
            for quote in self.own
            if quote.span and quote.passage in names and article.text[slice(*quote.span)] == quote.exact
        ]
        places = (self.locator.find(quote.passage) for quote in self.own)
        rows = read_rows(sorted({place[0].parent for place in places if place}), UNCODED, UNCODED_COLUMNS)
        return check_coverage(article, spans, rows), rows

    def complaint(self, thing: str, sentence: str, prop: str | None) -> AuditFinding:
        """The finding at the place of the thing."""
        path, line = self.locator.find(thing, prop) or self.locator.find(thing) or (self.folders[0], 1)
        return AuditFinding(path, line, f"{short(thing)}: {sentence}")


def audit(files: Sequence[Path], article: Article | None, source: str | None = None) -> AuditReport:
    """Check the graph in ``files`` by itself and, if ``article`` is given, against the text of its source.

    ``source`` limits the audit to the passages of one source. The lists of waived values and uncoded sentences are read
    from the folders of the files. Raises UnreadableInput for a file that cannot be read, UsageError as
    ``source_of_text`` does.
    """
    what = _Subject(files, article, source)
    waivers = Waivers(read_rows(what.folders, WAIVERS, WAIVER_COLUMNS))
    exact = {quote.passage: quote.exact for quote in what.quotes if quote.exact is not None}
    values = check_values(what.store, quotes_of(what.store, what.used, exact), waivers)
    complaints = [*values.complaints, *check_kinds(what.store, what.used, waivers)]
    left = len(what.quotes) - len(what.own)
    report = AuditReport(list(waivers.findings()))
    report.summary += [
        f"Quotes: {len(what.quotes)}, {sum(map(len, what.used.values()))} uses as evidence; "
        f"{len(what.own)} checked against a text, {left} not checked.",
        f"Values: {values.literals} literals and {values.markers} kinds and qualifiers checked "
        f"against the words of their quotes; {waivers.used} waived.",
    ]
    if values.unsupported:
        report.summary.append(f"Literals of things without evidence, not checked: {values.unsupported}.")
    if left:
        report.summary.append(f"Not checked without the text: {NEEDS_TEXT}.")
    if article and what.of_text and what.own:
        complaints += [*check_places(what.own, article), *check_source(what.of_text, what.store, article)]
        coverage, _ = what.coverage(article)
        report.findings += coverage.findings
        report.summary.append(f"Text of {short(what.of_text)}: {coverage.summary}")
    # A check that looked at nothing has not passed.
    if not what.quotes:
        text = "no quote was checked: none of the files has a para:Passage; name the right files."
        report.findings.append(AuditFinding(files[0], 1, text))
    if not values.literals:
        text = "no value was checked: nothing that names its evidence has a literal of the source."
        report.findings.append(AuditFinding(files[0], 1, text))
    report.findings += [what.complaint(each.thing, each.sentence, each.property) for each in complaints]
    report.findings.sort(key=lambda found: (str(found.path), found.line, found.message))
    count = len(report.findings)
    report.summary.append(f"{count} finding{'' if count == 1 else 's'}.")
    return report


def list_uncovered(files: Sequence[Path], article: Article | None, source: str | None = None) -> str:
    """Rows for ``uncoded.csv``: the units that no passage covers and that are not in the list yet.

    Raises UsageError without the text.
    """
    if article is None:
        raise UsageError("The text of the source is needed for this: give it with --article.")
    what = _Subject(files, article, source)
    if not what.own:
        raise UsageError(f"{article.path} is the text of no source of these files: give the right one with --article.")
    coverage, rows = what.coverage(article)
    return uncovered_rows(coverage.open, header=not rows)
