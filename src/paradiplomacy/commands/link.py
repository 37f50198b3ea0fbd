"""The command ``paradiplomacy link``: its arguments, and what each of check, suggest, diff and export prints."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from paradiplomacy.commands.console import say, width
from paradiplomacy.errors import UsageError, quoted
from paradiplomacy.linking.wikidata.vocabulary import ENDPOINT, LANGUAGES, SEARCH, is_language_tag

if TYPE_CHECKING:
    import argparse

    from paradiplomacy.linking.entities import Entity
    from paradiplomacy.linking.suggest import Suggestion
    from paradiplomacy.linking.wikidata.items import Progress
    from paradiplomacy.linking.wikidata.search import Search
    from paradiplomacy.sparql.answer_cache import AnswerCache, CachedEndpoint

_FORMATS = ("table", "csv", "json", "markdown")
_WIDTH_ELSEWHERE = 160


def declare(command: argparse.ArgumentParser) -> None:
    """Add the arguments of ``link`` and of its four parts to ``command``."""
    parts = command.add_subparsers(title="what to do", metavar="ACTION", required=True)
    check = parts.add_parser("check", help="check every row of the table of links against Wikidata")
    check.add_argument("table", metavar="FILE", nargs="?", help="an SSSOM table; ours when left out")
    check.add_argument("--distance", metavar="KM", type=float, help="how far apart the points may lie (default: 25)")
    _common(check, _check)

    suggest = parts.add_parser("suggest", help="candidates in Wikidata for things without a link; accepts none")
    suggest.add_argument("things", metavar="THING", nargs="*", help="things of the graph; all without a link if none")
    suggest.add_argument("--csv", metavar="FILE", help="places in a column of your own CSV file instead")
    suggest.add_argument("--column", metavar="NAME", help="the column that holds their names")
    suggest.add_argument("--country", metavar="NAME", default="", help="the column that holds their countries")
    suggest.add_argument("--partner", metavar="NAME", default="", help="the column that holds a place they twin with")
    suggest.add_argument("--latitude", metavar="NAME", default="", help="the column that holds their latitudes")
    suggest.add_argument("--longitude", metavar="NAME", default="", help="the column that holds their longitudes")
    suggest.add_argument("--kind", default="city", help="what the places are: city, province, state … (default: city)")
    suggest.add_argument(
        "--languages", metavar="TAGS", default=",".join(LANGUAGES), help="languages of the names (default: en,id,ko)"
    )
    suggest.add_argument("--most", metavar="N", type=int, default=3, help="candidates of each thing (default: 3)")
    suggest.add_argument("--search", metavar="URL", help="the action API for names that no item bears exactly")
    suggest.add_argument("--output", metavar="FILE", help="write the candidates as SSSOM rows to this file too")
    _common(suggest, _suggest, "sssom")

    _common(parts.add_parser("diff", help="what Wikidata and the graph each say of our twinnings"), _diff)

    export = parts.add_parser("export", help="statements for QuickStatements; a table first, and nothing is sent")
    export.add_argument("--output", metavar="FILE", help="write the commands of those that are ready to this file")
    export.add_argument("--offline", action="store_true", help="do not look at what Wikidata has already")
    _common(export, _export)


def _common(command: argparse.ArgumentParser, run: object, *more_formats: str) -> None:
    command.add_argument("--endpoint", metavar="URL", default=ENDPOINT, help="a mirror of Wikidata to ask instead")
    command.add_argument("--contact", metavar="WHO", help="e-mail address or page, which Wikidata wants to know")
    command.add_argument("--format", choices=(*_FORMATS, *more_formats), default="table")
    command.set_defaults(run=run)


def _check(parsed: argparse.Namespace) -> int:
    from paradiplomacy.graph import load
    from paradiplomacy.linking.check import COLUMNS, DISTANCE, check_links, report

    distance = DISTANCE if parsed.distance is None else parsed.distance
    if not distance > 0:
        raise UsageError(f"--distance {distance:g} is not more than 0.")
    with _asking(parsed) as (endpoint, _):
        rows = check_links(
            endpoint, load().store, Path(parsed.table) if parsed.table else None, distance, _progress("items")
        )
    _print(COLUMNS, report(rows), parsed.format)
    wrong = sum(row.is_wrong for row in rows)
    print(f"{len(rows)} {'link' if len(rows) == 1 else 'links'} checked, {wrong} wrong.", file=sys.stderr)
    return 1 if wrong else 0


def _suggest(parsed: argparse.Namespace) -> int:
    from datetime import UTC, datetime

    from paradiplomacy.linking.sssom import to_sssom
    from paradiplomacy.linking.suggest import suggest
    from paradiplomacy.linking.wikidata.classes import read_classes

    if parsed.most < 1:
        raise UsageError(f"--most {parsed.most} is not at least 1.")
    # Wikidata writes the tags of its languages small.
    languages = [tag.strip().lower() for tag in parsed.languages.split(",") if tag.strip()]
    if not languages or not all(map(is_language_tag, languages)):
        raise UsageError(f"--languages {quoted(parsed.languages)} is not a list of tags such as en,id,ko.")
    output = _target(parsed.output)
    classes = read_classes()
    wanted = _wanted(parsed, classes.known(parsed.kind))
    with _asking(parsed) as (endpoint, shelf):
        found = suggest(endpoint, wanted, classes, languages, _search(parsed, shelf), _progress("queries"))
        text = to_sssom(found, parsed.most, datetime.now(UTC).date())
        if output:
            _write(output, text)
    if parsed.format == "sssom":
        print(text, end="")
    else:
        columns = ("thing", "name", "item", "itemLabel", "confidence", "support", "reason")
        _print(columns, list(_suggested(found, parsed.most)), parsed.format)
    supported = sum(each.is_supported for each in found)
    nothing = sum(not each.candidates for each in found)
    print(
        f"{len(found)} {'name' if len(found) == 1 else 'names'}: {supported} with a well supported candidate, "
        f"{nothing} with none. None is accepted; a person has to look.",
        file=sys.stderr,
    )
    return 0


def _diff(parsed: argparse.Namespace) -> int:
    from paradiplomacy.graph import load
    from paradiplomacy.linking.diff import COLUMNS, diff
    from paradiplomacy.linking.recorded import twinnings

    with _asking(parsed) as (endpoint, _):
        rows = diff(endpoint, twinnings(load().store), _progress("queries"))
    _print(COLUMNS, rows, parsed.format)
    return 0


def _export(parsed: argparse.Namespace) -> int:
    from paradiplomacy.graph import load
    from paradiplomacy.linking.export import COLUMNS, known, proposals, to_quickstatements
    from paradiplomacy.linking.recorded import twinnings

    output = _target(parsed.output)
    ours = twinnings(load().store)
    if parsed.offline:
        found = proposals(ours)
    else:
        with _asking(parsed) as (endpoint, _):
            found = proposals(ours, known(endpoint, ours, _progress("queries")))
    rows = [(*proposal[:5], "yes" if proposal.is_ready else "no", proposal.why) for proposal in found]
    _print(COLUMNS, rows, parsed.format)
    ready = sum(proposal.is_ready for proposal in found)
    print(f"{len(found)} statements, {ready} ready. Nothing was sent.", file=sys.stderr)
    if output:
        if not ready:
            print("No statement is ready, so no file was written.", file=sys.stderr)
            return 1
        _write(output, to_quickstatements(found))
    return 0


def _wanted(parsed: argparse.Namespace, kind: str) -> list[Entity]:
    from paradiplomacy.linking.entities import entities, linkable
    from paradiplomacy.linking.places_csv import Columns, read_places
    from paradiplomacy.linking.wikidata.items import item_of

    if parsed.csv:
        if parsed.things or not parsed.column:
            raise UsageError("With --csv FILE give --column NAME, and no things of the graph.")
        columns = Columns(parsed.column, parsed.country, parsed.partner, parsed.latitude, parsed.longitude)
        return read_places(Path(parsed.csv), columns, kind)
    if parsed.column or parsed.country or parsed.partner or parsed.latitude or parsed.longitude:
        raise UsageError("--column, --country, --partner, --latitude and --longitude belong to --csv FILE.")
    from paradiplomacy.graph import load
    from paradiplomacy.names.resolve import resolve

    store = load().store
    if parsed.things:
        return entities(store, [resolve(name, store) for name in parsed.things])
    return entities(store, [node for node in linkable(store) if not item_of(store, node)])


def _search(parsed: argparse.Namespace, shelf: AnswerCache) -> Search | None:
    """The search to use: Wikidata's own, but beside a mirror only one that was named."""
    from paradiplomacy.linking.wikidata.search import Search

    address = parsed.search or (SEARCH if parsed.endpoint == ENDPOINT else "")
    return Search(address, parsed.contact, shelf, say=say) if address else None


@contextmanager
def _asking(parsed: argparse.Namespace) -> Iterator[tuple[CachedEndpoint, AnswerCache]]:
    """The endpoint; what it answers is kept until the block ends well, so that the next run need not ask again."""
    from paradiplomacy.linking.wikidata.client import WrongAnswerError, connect_to_wikidata
    from paradiplomacy.sparql.answer_cache import CachedEndpoint, unfinished

    with unfinished() as shelf:
        kept = CachedEndpoint(connect_to_wikidata(parsed.endpoint, parsed.contact, say=say), shelf)
        try:
            yield kept, shelf
        except WrongAnswerError:
            shelf.forget()  # else the next run would find the wrong answer again
            raise
        except BaseException:
            if shelf.complaint:
                say(shelf.complaint)
            elif shelf.used:
                say(f"{len(shelf.used)} answers are kept for a day; the same command goes on from there.")
            raise
        if kept.found:
            say(f"{kept.found} answers were kept from a run that stopped.")


def _suggested(found: Sequence[Suggestion], most: int) -> Iterator[list[str]]:
    from paradiplomacy.rdf.namespaces import short

    for each in found:
        name = [short(each.thing.id), each.thing.label]
        if not each.candidates:
            yield [*name, "", "", "", "none", each.note]
        for rank, candidate in enumerate(each.candidates[:most]):
            support = "against" if candidate.is_against else "good" if rank == 0 and each.is_supported else "weak"
            reason = "; ".join(part for part in (candidate.reason, each.note if rank == 0 else "") if part)
            yield [*name, candidate.item, candidate.label, f"{candidate.confidence:.2f}", support, reason]


def _print(columns: Sequence[str], rows: Sequence[Sequence[str]], form: str) -> None:
    import pyoxigraph as ox

    from paradiplomacy.sparql.answer import Answer

    answer = Answer(columns, [[ox.Literal(cell) for cell in row] for row in rows], "select")
    sys.stdout.write(answer.write(form, width(_WIDTH_ELSEWHERE)))


def _target(name: str | None) -> Path | None:
    """The file to write, looked at before anybody is asked; never the table that people have reviewed."""
    from paradiplomacy.release import home

    if not name:
        return None
    path = Path(name)
    if path.is_dir():
        raise UsageError(f"{path} is a folder; give the name of a file.")
    if path.resolve().parent == (home() / "data" / "links").resolve():
        raise UsageError(
            f"{path} lies among the reviewed links, where a person puts what was accepted; write elsewhere."
        )
    return path


def _write(path: Path, text: str) -> None:
    """Write ``text`` to ``path``, whole or not at all."""
    from paradiplomacy.rdf.write import write_whole

    write_whole(path, text)


def _progress(what: str) -> Progress | None:
    """A function that shows how far the work is, on a terminal only; else None."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, of: int) -> None:
        if of > 1:
            sys.stderr.write(f"\rasking Wikidata: {done + 1} of {of} {what} ..." + ("\n" if done + 1 == of else ""))

    return show
