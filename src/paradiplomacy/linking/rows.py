"""Read tables as text: the rows of CSV, and the tab-separated tables of ``data/links``."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from paradiplomacy.errors import DataError, printable, suggestion
from paradiplomacy.rdf.read import read_text


def read_rows(path: Path, text: str, delimiter: str, before: int = 0) -> Iterator[tuple[int, list[str]]]:
    """The rows of ``text`` that hold anything, each with its last line; the first gives the number of cells.

    ``before`` counts the lines of the file ``path`` before ``text``. Raises DataError, with the row, for another
    number of cells and for what is not CSV.
    """
    # Not splitlines(): it also splits at characters that programs put into a cell, such as U+2028.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    width = 0
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                width = width or len(cells)
                if len(cells) != width:
                    raise DataError(
                        f"{path}, row {before + reader.line_num}: {len(cells)} cells instead of {width}; "
                        "put a cell that holds the separator in quotation marks."
                    )
                yield before + reader.line_num, cells
    except csv.Error as error:
        where = f"{path}, row {before + reader.line_num}"
        raise DataError(f"{where}: this is not CSV ({printable(str(error))}); correct the row.") from None


def read_table(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row of the tab-separated table ``path``: its line in the file, and its cells by column, in any order.

    Lines that begin with # stand before the table; other columns than ``columns`` are left to their readers. Raises
    DataError for a missing column and for a table without rows, UnreadableInput when the file cannot be read.
    """
    head, text = split_header(path)
    rows = list(read_rows(path, text, "\t", len(head)))
    header = rows[0][1] if rows else []
    if missing := [column for column in columns if header.count(column) != 1]:
        have = suggestion(missing[0], header)
        raise DataError(f"{path}: the first line without # must name the column {missing[0]} once; {have}")
    if len(rows) == 1:
        raise DataError(f"{path} has no row; restore its rows from the project.")
    for number, cells in rows[1:]:
        yield number, dict(zip(header, cells, strict=True))


def split_header(path: Path) -> tuple[list[str], str]:
    """The lines of the file ``path`` that begin with #, and the text after them."""
    text = read_text(path)
    head = []
    while text.startswith("#"):
        line, _, text = text.partition("\n")
        head.append(line.rstrip("\r"))
    return head, text
