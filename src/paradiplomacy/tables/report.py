"""The problems of tables as a file: a table of problems, or the user's own workbook with its cells marked."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from paradiplomacy.errors import UsageError
from paradiplomacy.rdf.write import write_whole
from paradiplomacy.tables.problems import Problem

COLUMNS = ("file", "sheet", "cell", "level", "rule", "message", "suggestion")


def write_problems(
    target: Path, paths: Sequence[Path], problems: Sequence[Problem], language: str, encoding: str = ""
) -> None:
    """Write the problems to ``target``: a .csv with the columns ``COLUMNS``, or the tables of ``paths`` as .xlsx.

    Raises UsageError for another ending, OSError when it cannot be written.
    """
    if target.suffix.lower() == ".xlsx":
        from paradiplomacy.tables.workbook import marked

        write_whole(target, marked(paths, problems, language, encoding))
    elif target.suffix.lower() == ".csv":
        text = io.StringIO(newline="")
        rows = [
            (
                *(str(each.place.file), each.place.sheet, each.place.cell, each.level, each.rule),
                *(each.messages[language], each.suggestion(language)),
            )
            for each in problems
        ]
        csv.writer(text, lineterminator="\n").writerows([COLUMNS, *rows])
        write_whole(target, text.getvalue())
    else:
        raise UsageError(f"{target}: problems are written as .csv or .xlsx; give such a name.")
