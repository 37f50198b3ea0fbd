"""What every command shows in a terminal: lines of progress on stderr, and answers as wide as the terminal."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from paradiplomacy.errors import printable
from paradiplomacy.sparql.answer import Answer
from paradiplomacy.sparql.endpoint import Rows

# Wide enough for a table, narrow enough for a log, when no terminal says how wide it is.
_WIDTH_ELSEWHERE = 120
_NO_ROW = "no row answers this query."


def say(line: str) -> None:
    """Print one line of progress, or an error, to stderr."""
    print(f"paradiplomacy: {printable(line)}", file=sys.stderr, flush=True)


def width(elsewhere: int = _WIDTH_ELSEWHERE) -> int:
    """The columns of the terminal, as COLUMNS or the system says; ``elsewhere`` without a terminal."""
    return shutil.get_terminal_size((elsewhere, 24)).columns


def progress(doing: str, steps: str) -> Callable[[int, int], None] | None:
    """A function that shows how many of the ``steps`` are done, where stderr is a terminal; else None."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, of: int) -> None:
        if of > 1:
            sys.stderr.write(f"\r{doing}: {done + 1} of {of} {steps} ..." + ("\n" if done + 1 == of else ""))

    return show


def deliver(answer: Answer, form: str | None, target: Path | None = None) -> None:
    """Print ``answer`` in one of ``answer.FORMATS``, or write it whole to ``target``, there also as "xlsx".

    Without ``form``, triples come as Turtle and rows as a table. An answer without a row is told.
    """
    form = form or ("turtle" if answer.kind == "triples" else "table")
    if target is None:
        sys.stdout.write(answer.write(form, width()))
    else:
        from paradiplomacy.rdf.write import write_whole

        # A browser takes a file for its own encoding, not for UTF-8, unless the file says so.
        lead = '<!DOCTYPE html>\n<meta charset="utf-8">\n' if form == "html" else ""
        write_whole(target, answer.to_xlsx() if form == "xlsx" else lead + answer.write(form, width()))
        say(f"{target} written, {len(answer)} row{'s' * (len(answer) != 1)}.")
    if not len(answer):
        say(_NO_ROW)


def print_rows(rows: Rows, form: str) -> None:
    """Print each row as it comes, in a form of ``writers.WRITERS``, and say so when none came."""
    from paradiplomacy.sparql.writers import WRITERS

    writer = WRITERS[form](rows.variables)
    sys.stdout.write(writer.start)
    count = 0
    for count, row in enumerate(rows, 1):
        sys.stdout.write((writer.between if count > 1 else "") + writer.row(row))
    sys.stdout.write(writer.end)
    if not count:
        say(_NO_ROW)
