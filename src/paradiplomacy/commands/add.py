"""The command ``paradiplomacy add``: add a source from tables, CSV or XLSX."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from paradiplomacy.commands.arguments import output_file
from paradiplomacy.errors import UsageError


def declare(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    command.add_argument("files", metavar="FILE", nargs="*", help="tables as CSV or XLSX, or folders of them")
    command.add_argument("--to", metavar="DIR", help="the project to add to, which holds data/ (default: this clone)")
    command.add_argument("--encoding", metavar="NAME", default="", help="of CSV files that are not UTF-8")
    order = command.add_mutually_exclusive_group()
    order.add_argument(
        "--day-first", dest="order", action="store_const", const="day-first", help="read 3/4/1997 as 3 April"
    )
    order.add_argument(
        "--month-first", dest="order", action="store_const", const="month-first", help="read it as 4 March"
    )
    command.add_argument("--draft", action="store_true", help="write the finished rows, keep the others apart")
    command.add_argument("--dry-run", action="store_true", help="show ids and changes, write nothing")
    command.add_argument(
        "--lang", metavar="LANGUAGE", choices=("en", "id"), default="en", help="of the messages: en, id"
    )
    command.add_argument(
        "--problems", metavar="FILE", help="write the problems to this .csv, or into your tables as .xlsx"
    )
    what = command.add_mutually_exclusive_group()
    what.add_argument("--template", metavar="DIR", help="write tables to fill in, with examples")
    what.add_argument("--export", metavar="DIR", help="write the graph of a source as tables")
    what.add_argument("--recode", metavar="SOURCE", help="write a workbook for a second coder of a source, to --output")
    command.add_argument(
        "--source", metavar="ID", default="rakhmadi", help="with --export: which source (default: rakhmadi)"
    )
    command.add_argument("--output", metavar="FILE", help="with --recode: the workbook to write")
    command.set_defaults(run=run, order="")


def run(parsed: argparse.Namespace) -> int:
    """Add the files; returns the exit status."""
    if parsed.template or parsed.export or parsed.recode:
        return _write(parsed)
    if not parsed.files:
        raise UsageError("Name the tables to add, CSV or XLSX; add --template DIR writes empty ones.")
    from paradiplomacy.adding.add import add
    from paradiplomacy.tables.problems import lines
    from paradiplomacy.tables.report import write_problems

    target = output_file(parsed.problems, parsed.files)
    root = Path(parsed.to) if parsed.to else None
    paths = [Path(file) for file in parsed.files]
    added = add(paths, root, parsed.encoding, parsed.order, parsed.draft, parsed.dry_run)
    if target is not None:
        write_problems(target, paths, added.problems, parsed.lang, parsed.encoding)
    for line in lines(added.problems, parsed.lang):
        print(line)
    for line in _told(added, parsed):
        print(line, file=sys.stderr)
    return 1 if added.failed else 0


_WORDS = {
    "en": (
        "Nothing was written.",
        "new id: {} ({})",
        "{}: {} added, {} changed, {} removed{}.",
        "nothing changed",
        "{} unfinished rows are kept in etc/draft/; what each lacks stands above.",
    ),
    "id": (
        "Tidak ada yang ditulis.",
        "id baru: {} ({})",
        "{}: {} ditambahkan, {} diubah, {} dihapus{}.",
        "tidak ada yang berubah",
        "{} baris yang belum selesai disimpan di etc/draft/; kekurangannya disebut di atas.",
    ),
}


def _told(added: object, parsed: argparse.Namespace) -> list[str]:
    from paradiplomacy.adding.add import Added

    assert isinstance(added, Added)
    nothing, new, changed, same, drafts = _WORDS[parsed.lang]
    if added.failed:
        return [nothing]
    found = (
        [new.format(made, name) for _, name, made in added.new]
        if any(come for come, _, _ in added.changes.values())
        else []
    )
    for source, (come, other, gone) in added.changes.items():
        if come or other or gone:
            some = ", ".join(
                [*(f"+{each}" for each in come), *(f"~{each}" for each in other), *(f"-{each}" for each in gone)][:12]
            )
            found.append(changed.format(source, len(come), len(other), len(gone), f" ({some})"))
        else:
            found.append(f"{source}: {same}.")
    if added.drafts:
        found.append(drafts.format(added.drafts))
    if parsed.dry_run:
        found.append(nothing)
    return found


def _write(parsed: argparse.Namespace) -> int:
    """Write what an option asks for instead of adding files."""
    from paradiplomacy.adding.files import write_export, write_recode, write_template

    if parsed.files:
        raise UsageError(f"{parsed.files[0]} is one word too many; --template, --export and --recode read no file.")
    if parsed.recode:
        if not parsed.output:
            raise UsageError("--recode writes a workbook; give its name with --output FILE.xlsx.")
        write_recode(Path(parsed.output), parsed.recode)
        print(f"{parsed.output} written.", file=sys.stderr)
        return 0
    folder = Path(parsed.template or parsed.export)
    names = write_template(folder) if parsed.template else write_export(folder, parsed.source)
    print(f"{folder}: {len(names)} files written.", file=sys.stderr)
    return 0
