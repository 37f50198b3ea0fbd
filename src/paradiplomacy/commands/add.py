"""The command ``paradiplomacy add``: add a source from tables, CSV or XLSX."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

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
    command.set_defaults(run=run, order="")


def run(parsed: argparse.Namespace) -> int:
    """Add the files; returns the exit status."""
    if not parsed.files:
        raise UsageError("Name the tables to add, CSV or XLSX; add --template DIR writes empty ones.")
    from paradiplomacy.adding.add import add
    from paradiplomacy.tables.problems import lines

    root = Path(parsed.to) if parsed.to else None
    paths = [Path(file) for file in parsed.files]
    added = add(paths, root, parsed.encoding, parsed.order, parsed.draft, parsed.dry_run)
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
