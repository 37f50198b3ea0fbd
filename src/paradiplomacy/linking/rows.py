"""Read tables as text: the rows of CSV, and the tab-separated tables of ``data/links``."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from paradiplomacy.errors import DataError, quoted, suggestion
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
        raise DataError(f"{where}: this is not CSV ({error}); correct the row.") from None


def read_table(path: Path, columns: Sequence[str], others: Sequence[str] = ()) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row of the tab-separated table ``path``: its line in the file, and its cells by column, in any order.

    Lines that begin with # stand before the table. Other columns are left to their readers, unless their name seems
    a slip for one of ``others``. Raises DataError for missing columns, such slips, and a table without rows;
    UnreadableInput when the file cannot be read.
    """
    head, text = split_header(path)
    rows = read_rows(path, text, "\t", len(head))
    number, header = next(rows, (0, []))
    missing = [column for column in columns if column not in header]
    for column in header:
        absent = [name for name in (*columns, *others) if name not in header]
        if column not in (*columns, *others) and get_close_matches(column, absent, 1, 0.8):
            hint = suggestion(column, absent)
            raise DataError(f"{path}, row {number}: {quoted(column)} is not a column of this table; {hint}")
    if missing or len(set(header)) < len(header):
        raise DataError(f"{path}: the first line without # must name the columns {', '.join(columns)}, each once.")
    found = False
    for number, cells in rows:
        found = True
        yield number, dict(zip(header, cells, strict=True))
    if not found:
        raise DataError(f"{path} has no row; restore its rows from the project.")


def split_header(path: Path) -> tuple[list[str], str]:
    """The lines of the file ``path`` that begin with #, and the text after them."""
    text = read_text(path)
    head = []
    while text.startswith("#"):
        line, _, text = text.partition("\n")
        head.append(line.rstrip("\r"))
    return head, text
