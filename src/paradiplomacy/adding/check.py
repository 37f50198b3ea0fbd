"""Whether the made graph is sound: values in their quotes, shapes and check queries, each fault at its cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pyoxigraph as ox

from paradiplomacy.adding.columns import columns
from paradiplomacy.adding.rows import Row
from paradiplomacy.adding.triples import Made
from paradiplomacy.auditing.passages import evidence, read_quotes
from paradiplomacy.auditing.values import check_values, quotes_of
from paradiplomacy.auditing.waivers import WAIVER_COLUMNS, Waivers
from paradiplomacy.auditing.waivers import Row as WaiverRow
from paradiplomacy.names.labels import in_language
from paradiplomacy.rdf.facts import Said
from paradiplomacy.tables.problems import LANGUAGES, Problem
from paradiplomacy.tables.read import Sheet
from paradiplomacy.validation.checks import load_checks, run_check
from paradiplomacy.validation.engines import shape_findings
from paradiplomacy.validation.findings import in_order
from paradiplomacy.validation.input import empty_input
from paradiplomacy.validation.shapes import load_shapes


def check(made: Made, background: Iterable[ox.Quad], waivers: Iterable[Sheet]) -> list[Problem]:
    """What is wrong with the made graph on top of the triples of the ``background``."""
    # All sources together, because a quote of one may be the evidence in another.
    said = Said.together(made.triples.values() or [Said()])
    with empty_input() as given, ThreadPoolExecutor(1) as beside:
        # What engines do is done on another core than what is done here, one thing after the other.
        read = beside.submit(load_shapes)
        given.add(background)
        known = given.triples.stat().st_size
        with given.triples.open("a", encoding="utf-8", newline="\n") as file:
            file.writelines(said.ntriples())
        shapes = beside.submit(lambda: shape_findings(given, read.result()))
        with given.triples.open("rb") as added:
            added.seek(known)
            given.store.bulk_load(input=added, format=ox.RdfFormat.N_TRIPLES)
        checks = beside.submit(lambda: [found for each in load_checks() for found in run_check(each, given.store)])
        problems = list(_values(made, said, waivers))
        found = checks.result() + shapes.result()
    for finding in in_order(each for each in found if each.focus in made.rows and each.severity != "info"):
        row = made.rows[finding.focus]
        messages = {
            language: " ".join(
                filter(None, (in_language(finding.messages, language), in_language(finding.advice, language)))
            )
            for language in LANGUAGES
        }
        level = "error" if finding.severity == "violation" else "warning"
        place = row.at(_column(row, finding.predicate, finding.focus))
        problems.append(Problem(place, finding.shape.rpartition("#")[2], messages, (), level))
    return problems


def _values(made: Made, said: Said, waivers: Iterable[Sheet]) -> Iterator[Problem]:
    lists = Waivers([row for sheet in waivers for row in _waiver_rows(sheet)])
    exact = {quote.passage: quote.exact for quote in read_quotes(said) if quote.exact is not None}
    for complaint in check_values(said, quotes_of(said, evidence(said), exact), lists).complaints:
        row = made.rows.get(complaint.thing)
        if row is not None:
            place = row.at(_column(row, complaint.property or "", complaint.thing))
            yield Problem(place, "not-in-quote", complaint.messages)


def waiver_cells(sheet: Sheet) -> dict[int, dict[str, str]]:
    """The cells of a list of waivers, by row and column."""
    return {
        number: {column: named.get(column, "") for column in WAIVER_COLUMNS}
        for number, cells in sheet.rows.items()
        for named in [dict(zip(sheet.header, cells, strict=False))]
    }


def _waiver_rows(sheet: Sheet) -> Iterator[WaiverRow]:
    for number, cells in waiver_cells(sheet).items():
        yield WaiverRow(sheet.file, number, cells)


def _column(row: Row, predicate: str, focus: str) -> str:
    """The column of the row from which a statement with the property comes; "" for none, the quote's of its passage."""
    if focus != row.iri:
        return "quote"
    fitting = [name for name, column in columns(row.sheet).items() if predicate in column.properties]
    filled = [name for name in fitting if name in row.cells]
    return (filled or fitting or [""])[0]
