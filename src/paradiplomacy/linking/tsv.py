"""Read the tab-separated tables of ``data/links``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from paradiplomacy.errors import DataError, quoted, suggestion
from paradiplomacy.rdf.read import read_text


def read_table(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row of the table ``path``: its line in the file, and its cells by column.

    Lines that begin with # are comments. Raises DataError for other columns than ``columns``, for a row with too few
    or too many cells, and for a table without rows; UnreadableInput when the file cannot be read.
    """
    lines = enumerate(read_text(path).splitlines(), 1)
    table = [(number, line.split("\t")) for number, line in lines if line and not line.startswith("#")]
    if not table:
        raise DataError(f"{path} has no line of column names; the first line without # must be {' '.join(columns)}.")
    number, header = table[0]
    for column in header:
        if column not in columns:
            hint = suggestion(column, columns)
            raise DataError(f"{path}, row {number}: {quoted(column)} is not a column of this table; {hint}")
    if tuple(header) != columns:
        raise DataError(f"{path}, row {number}: the columns must be {', '.join(columns)}, in this order.")
    if len(table) == 1:
        raise DataError(f"{path} has no row; restore its rows from the project.")
    for number, cells in table[1:]:
        if len(cells) != len(columns):
            raise DataError(
                f"{path}, row {number}: {len(cells)} cells instead of {len(columns)}; "
                "the cells are separated by single tabs."
            )
        yield number, dict(zip(columns, cells, strict=True))
