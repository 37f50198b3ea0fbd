"""The comparison as files for papers and tables: CSV, Markdown and LaTeX, with the keys of the BibTeX file beside them.

What one record gives stands here as a piece of its own, because the page joins the pieces of what a reader has chosen.
"""

from __future__ import annotations

import csv
import io
import re

from paradiplomacy.publishing.citation import cite
from paradiplomacy.rdf.namespaces import short
from paradiplomacy.site.compare.entries import Cell, Comparison, Entry
from paradiplomacy.site.site import Site
from paradiplomacy.sparql.answer import display_text
from paradiplomacy.sparql.documents import latex_text

COLUMNS = (
    *("sector", "agreement", "record", "recordId", "kind", "assertion", "contested"),
    *("quote", "paraphrase", "source", "passage"),
)
#: The forms of the files beside a page.
FORMS = ("csv", "md", "tex")
_MARKS = re.compile(r"([\\`*_\[\]<>|#])")


def csv_piece(site: Site, cell: Cell, entry: Entry, lang: str) -> str:
    """The rows of a record: one for each quote behind it."""
    record = entry.record
    start = [site.label(it, lang) for it in (cell.sector, cell.agreement, record.node)]
    start += [short(record.node.value), site.text(f"compare.{record.kind}", lang), site.label(record.assertion, lang)]
    start.append("true" if entry.is_contested else "false")
    rows = [
        [*start, display_text(quote), card.paraphrase(lang), short(source.value), short(card.passage.value)]
        for card in entry.cards
        for quote in card.quotes
        for source in card.sources
    ]
    return _csv(rows or [[*start, "", "", "", ""]])


def markdown_piece(site: Site, entry: Entry, lang: str) -> str:
    """The name of a record with its citations, as Pandoc reads them."""
    keys = "; ".join(f"@{short(source.value)}" for source in entry.sources)
    return f"{markdown_text(_name(site, entry, lang))}{f' [{keys}]' if keys else ''}"


def latex_piece(site: Site, entry: Entry, lang: str) -> str:
    r"""The same with ``\cite``."""
    keys = ",".join(short(source.value) for source in entry.sources)
    return latex_text(_name(site, entry, lang)) + (rf"~\cite{{{keys}}}" if keys else "")


def _name(site: Site, entry: Entry, lang: str) -> str:
    name, remarks = site.label(entry.record.node, lang), []
    if not entry.record.is_stated:
        remarks.append(site.label(entry.record.assertion, lang))
    if entry.is_contested:
        remarks.append(site.text("compare.contested", lang))
    return f"{name} ({', '.join(remarks)})" if remarks else name


def markdown_text(words: str) -> str:
    """Words in which no sign means anything to Markdown.

    >>> markdown_text("a|b *c*")
    'a\\\\|b \\\\*c\\\\*'
    """
    return _MARKS.sub(r"\\\1", " ".join(words.split()))


def as_csv(site: Site, compared: Comparison, lang: str) -> str:
    """All records as CSV, a row for each quote."""
    pieces = [
        csv_piece(site, cell, entry, lang) for _, cells in compared.rows for cell in cells for entry in cell.entries
    ]
    return _csv([list(COLUMNS)]) + "".join(pieces)


def as_markdown(site: Site, compared: Comparison, lang: str) -> str:
    """A table of the sectors with the names of the records, and where they come from."""
    head = [site.text("compare.sector", lang), *(site.label(it, lang) for it in compared.agreements)]
    rows = [list(map(markdown_text, head)), ["---"] * len(head)]
    for sector, cells in compared.rows:
        texts = ["; ".join(markdown_piece(site, entry, lang) for entry in cell.entries) for cell in cells]
        rows.append([markdown_text(site.label(sector, lang)), *_filled(site, cells, texts, lang)])
    table = "".join(f"| {' | '.join(row)} |\n" for row in rows)
    return f"{table}\n{markdown_text(origin(site, lang))} [@paradiplomacy-{site.version}]\n"


def as_latex(site: Site, compared: Comparison, lang: str) -> str:
    """The same as a ``tabular`` for a paper."""
    wide = round(0.8 / len(compared.agreements), 2)
    columns = "l" + rf"p{{{wide}\textwidth}}" * len(compared.agreements)
    head = [site.text("compare.sector", lang), *(site.label(it, lang) for it in compared.agreements)]
    lines = [rf"\begin{{tabular}}{{{columns}}}", " & ".join(map(latex_text, head)) + r" \\", r"\hline"]
    for sector, cells in compared.rows:
        texts = ["; ".join(latex_piece(site, entry, lang) for entry in cell.entries) for cell in cells]
        cells_ = [latex_text(site.label(sector, lang)), *_filled(site, cells, texts, lang)]
        lines.append(" & ".join(cells_) + r" \\")
    lines += [r"\end{tabular}", "", rf"{latex_text(origin(site, lang))}~\cite{{paradiplomacy-{site.version}}}", ""]
    return "\n".join(lines)


def origin(site: Site, lang: str) -> str:
    """Where the table comes from, in words."""
    return site.text("compare.origin", lang, version=site.version, date=site.date)


def bibtex(site: Site, lang: str) -> str:
    """The BibTeX entries of the graph and of all sources of its words."""
    sources = sorted(set(site.passages.values()), key=lambda node: node.value)
    return "\n".join(cite(site.facts, it, lang, bibtex=True) for it in (None, *sources))


def _filled(site: Site, cells: tuple[Cell, ...], texts: list[str], lang: str) -> list[str]:
    """The texts; where a cell has no record, why it has none."""
    return [text or site.label(cell.status, lang) for cell, text in zip(cells, texts, strict=True)]


def _csv(rows: list[list[str]]) -> str:
    target = io.StringIO()
    csv.writer(target).writerows(rows)
    return target.getvalue()
