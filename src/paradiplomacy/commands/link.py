"""The command ``paradiplomacy link``: its arguments, and what each of check, suggest, diff and export prints."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from paradiplomacy.commands.arguments import output_file
from paradiplomacy.commands.console import progress, say, width
from paradiplomacy.errors import DataError, UsageError, quoted
from paradiplomacy.graph import load
from paradiplomacy.linking import check, diff, export, quickstatements
from paradiplomacy.linking.classes import read_classes
from paradiplomacy.linking.entities import Entity, entities, item_of, linkable
from paradiplomacy.linking.places import Columns, Table, open_table, read_places, with_found
from paradiplomacy.linking.recorded import twinnings
from paradiplomacy.linking.sssom import to_sssom
from paradiplomacy.linking.suggest import Suggestion, suggest
from paradiplomacy.linking.wikidata.client import (
    WikidataClient,
    WikidataEndpoint,
    WrongAnswerError,
    connect_to_wikidata,
)
from paradiplomacy.linking.wikidata.search import Search
from paradiplomacy.linking.wikidata.statements import fetch_twinnings
from paradiplomacy.linking.wikidata.vocabulary import ENDPOINT, LANGUAGES, NEAR, SEARCH, is_language_tag
from paradiplomacy.names.resolve import resolve
from paradiplomacy.rdf.namespaces import short
from paradiplomacy.rdf.write import write_whole
from paradiplomacy.release import graph_files
from paradiplomacy.sparql.answer import from_texts
from paradiplomacy.sparql.answer_cache import AnswerCache, unfinished

_FORMATS = ("table", "csv", "json", "markdown")
_WIDTH_ELSEWHERE = 160
_SUGGESTED = ("thing", "name", "item", "itemLabel", "confidence", "support", "reason")
_ASKING = "asking Wikidata"
_OF_TABLE = ("column", "country", "partner", "latitude", "longitude", "encoding", "output_csv")


def declare(command: argparse.ArgumentParser) -> None:
    """Add the arguments of ``link`` and of its four parts to ``command``."""
    parts = command.add_subparsers(title="what to do", metavar="ACTION", required=True)
    part = parts.add_parser("check", help="check every row of the table of links against Wikidata")
    part.add_argument("table", metavar="FILE", nargs="?", help="an SSSOM table; ours when left out")
    part.add_argument("--distance", metavar="KM", type=float, help=f"how far apart points may lie (default: {NEAR:g})")
    _common(part, _check)

    part = parts.add_parser("suggest", help="candidates in Wikidata for things without a link; accepts none")
    part.add_argument("things", metavar="THING", nargs="*", help="things of the graph; all without a link if none")
    part.add_argument("--csv", metavar="FILE", help="places in a column of your own table instead, .csv or .xlsx")
    part.add_argument("--encoding", metavar="NAME", help="the encoding of that CSV file (default: utf-8)")
    part.add_argument("--column", metavar="NAME", help="the column that holds their names")
    part.add_argument("--country", metavar="NAME", help="the column that holds their countries, or the ISO codes")
    part.add_argument("--partner", metavar="NAME", help="the column that holds a place they twin with")
    part.add_argument("--latitude", metavar="NAME", help="the column that holds their latitudes")
    part.add_argument("--longitude", metavar="NAME", help="the column that holds their longitudes")
    part.add_argument("--kind", default="city", help="what the places are: city, province, state … (default: city)")
    part.add_argument(
        "--languages", metavar="TAGS", default=",".join(LANGUAGES), help="languages of the names (default: en,id,ko)"
    )
    part.add_argument("--most", metavar="N", type=int, default=3, help="candidates of each thing (default: 3)")
    part.add_argument("--search", metavar="URL", help="the action API for names that no item has exactly")
    part.add_argument("--output", metavar="FILE", help="write the candidates as SSSOM rows to this file too")
    part.add_argument("--output-csv", metavar="FILE", help="write your table with item, grade, reason; .csv or .xlsx")
    _common(part, _suggest, "sssom")

    _common(parts.add_parser("diff", help="what Wikidata and the graph each say of our twinnings"), _diff)

    part = parts.add_parser("export", help="statements for QuickStatements; a table first, and nothing is sent")
    part.add_argument("--output", metavar="FILE", help="write the commands of those that are ready to this file")
    part.add_argument("--offline", action="store_true", help="do not look at what Wikidata has already")
    part.add_argument("--data", metavar="FILE", action="append", default=[], help="RDF of yours beside our graph")
    part.add_argument("--source", metavar="ID", default="", help="only what this source supports")
    part.add_argument("--source-url", metavar="URL", default="", help="the page at which the source can be read")
    part.add_argument("--source-item", metavar="ITEM", default="", help="the item of the source, such as Q5972")
    part.add_argument("--retrieved", metavar="DAY", default="", help="the day on which you read it, as in 2026-11-27")
    _common(part, _export)


def _common(command: argparse.ArgumentParser, run: object, *more_formats: str) -> None:
    command.add_argument("--endpoint", metavar="URL", default=ENDPOINT, help="a mirror of Wikidata to ask instead")
    command.add_argument("--contact", metavar="WHO", help="e-mail address or page, which Wikidata wants to know")
    command.add_argument("--format", choices=(*_FORMATS, *more_formats), default="table")
    command.set_defaults(run=run)


def _check(parsed: argparse.Namespace) -> int:
    distance = NEAR if parsed.distance is None else parsed.distance
    if not distance > 0:
        raise UsageError(f"--distance {distance:g} is not more than 0.")
    table = Path(parsed.table) if parsed.table else None
    with _connected(parsed) as (endpoint, _):
        rows = check.check_links(endpoint, load().store, table, distance, progress(_ASKING, "items"))
    _print(check.COLUMNS, check.report(rows), parsed.format)
    wrong = sum(row.is_wrong for row in rows)
    print(f"{len(rows)} {'link' if len(rows) == 1 else 'links'} checked, {wrong} wrong.", file=sys.stderr)
    return 1 if wrong else 0


def _suggest(parsed: argparse.Namespace) -> int:
    if parsed.most < 1:
        raise UsageError(f"--most {parsed.most} is not at least 1.")
    # Wikidata writes the tags of its languages in small letters.
    languages = [tag.strip().lower() for tag in parsed.languages.split(",") if tag.strip()]
    if not languages or not all(map(is_language_tag, languages)):
        raise UsageError(f"--languages {quoted(parsed.languages)} is not a list of tags such as en,id,ko.")
    inputs = [parsed.csv] if parsed.csv else []
    output = output_file(parsed.output, inputs)
    sheet = output_file(parsed.output_csv, [*inputs, *([output] if output else [])])
    classes = read_classes()
    table, wanted = _wanted(parsed, classes.known(parsed.kind))
    with _connected(parsed) as (endpoint, cache):
        # Beside a mirror, only a search that the user named.
        address = parsed.search or (SEARCH if parsed.endpoint == ENDPOINT else "")
        search = Search(WikidataClient(address, parsed.contact, say=say), cache) if address else None
        found = suggest(endpoint, wanted, classes, languages, search, progress(_ASKING, "queries"))
        text = to_sssom(found, parsed.most, datetime.now(UTC).date())
        cells = {int(each.thing.id.removeprefix("row ")): _best(each) for each in found if table}
        whole = with_found(table, cells, sheet) if table and sheet else ""
        if output:
            write_whole(output, text)
        if sheet:
            write_whole(sheet, whole)
    if parsed.format == "sssom":
        print(text, end="")
    else:
        _print(_SUGGESTED, list(_suggested(found, parsed.most)), parsed.format)
    grades = [each.grade() for each in found]
    print(
        f"{len(found)} {'name' if len(found) == 1 else 'names'}: {grades.count('good')} with a well supported "
        f"candidate, {grades.count('fair')} with a fairly supported one, {grades.count('none')} with none. "
        "None is accepted; a person has to look.",
        file=sys.stderr,
    )
    return 0


def _diff(parsed: argparse.Namespace) -> int:
    with _connected(parsed) as (endpoint, _):
        rows = diff.diff(endpoint, twinnings(load().store), progress(_ASKING, "queries"))
    _print(diff.COLUMNS, rows, parsed.format)
    return 0


def _export(parsed: argparse.Namespace) -> int:
    output = output_file(parsed.output, parsed.data)
    try:
        for value, written in (
            (parsed.source_url, quickstatements.address),
            (parsed.source_item, quickstatements.item),
            (parsed.retrieved, quickstatements.time),
        ):
            if value:
                written(value)
    except DataError as error:
        raise UsageError(str(error)) from None
    files = [*graph_files(), *map(Path, parsed.data)]
    ours = export.with_reference(
        twinnings(load(files).store), parsed.source, parsed.source_url, parsed.source_item, parsed.retrieved
    )
    wikidata = None
    if not parsed.offline:
        with _connected(parsed) as (endpoint, _):
            items = [twinning.items for twinning in ours]
            wikidata = fetch_twinnings(endpoint, items, progress(_ASKING, "queries"))
    found = export.proposals(ours, wikidata)
    rows = [
        (*proposal[:4], "yes" if proposal.is_ready else "no", proposal.why, proposal.line.replace("\t", "|"))
        for proposal in found
    ]
    _print(export.COLUMNS, rows, parsed.format)
    for advice in export.advice(ours, files):
        print(advice, file=sys.stderr)
    ready = sum(proposal.is_ready for proposal in found)
    print(f"{len(found)} statements, {ready} ready. Nothing was sent.", file=sys.stderr)
    if output and not ready:
        print("No statement is ready, so no file was written.", file=sys.stderr)
        return 1
    if output:
        write_whole(output, export.to_quickstatements(found))
    return 0


def _wanted(parsed: argparse.Namespace, kind: str) -> tuple[Table | None, list[Entity]]:
    """The things to find items for: those of the user's table, else those named, else all without a link."""
    if parsed.csv:
        if parsed.things or not parsed.column:
            raise UsageError("With --csv FILE give --column NAME, and no things of the graph.")
        path = Path(parsed.csv)
        table = open_table(path, parsed.encoding or "")
        columns = Columns(*(getattr(parsed, name) or "" for name in _OF_TABLE[:5]))
        places, nameless = read_places(table, path, columns, kind)
        if nameless:
            say(f"{nameless} {'row' if nameless == 1 else 'rows'} without a name left out.")
        return table, places
    if any(getattr(parsed, name) for name in _OF_TABLE):
        *names, last = (f"--{name.replace('_', '-')}" for name in _OF_TABLE)
        raise UsageError(f"{', '.join(names)} and {last} belong to --csv FILE.")
    store = load().store
    nodes = [resolve(name, store) for name in parsed.things]
    return None, entities(store, nodes or [node for node in linkable(store) if not item_of(store, node)])


@contextmanager
def _connected(parsed: argparse.Namespace) -> Iterator[tuple[WikidataEndpoint, AnswerCache]]:
    """The endpoint and its cache, which keeps the answers until the block ends well, for the next run to use."""
    with unfinished() as cache:
        endpoint = connect_to_wikidata(parsed.endpoint, parsed.contact, say)
        endpoint.cache = cache
        try:
            yield endpoint, cache
        except WrongAnswerError:
            cache.forget()  # else the next run would find the wrong answer again
            raise
        except BaseException:
            if cache.complaint:
                say(cache.complaint)
            elif cache.used:
                say(f"{len(cache.used)} answers are kept for a day; the same command goes on from there.")
            raise
        if endpoint.found:
            say(f"{endpoint.found} answers were kept from a run that stopped.")


def _suggested(found: Sequence[Suggestion], most: int) -> Iterator[list[str]]:
    for each in found:
        name = [short(each.thing.id), each.thing.label]
        if not each.candidates:
            yield [*name, "", "", "", each.grade(), each.reason()]
        for rank, candidate in enumerate(each.candidates[:most]):
            confidence = f"{candidate.confidence:.2f}"
            yield [*name, candidate.item, candidate.label, confidence, each.grade(rank), each.reason(rank)]


def _best(found: Suggestion) -> tuple[str, str, str]:
    """The cells that a row of the user's table gets: the best item unless something speaks against it, grade, why."""
    grade = found.grade()
    return "" if grade in ("none", "against") else found.candidates[0].item, grade, found.reason()


def _print(columns: Sequence[str], rows: Sequence[Sequence[str]], form: str) -> None:
    sys.stdout.write(from_texts(columns, rows).write(form, width(_WIDTH_ELSEWHERE)))
