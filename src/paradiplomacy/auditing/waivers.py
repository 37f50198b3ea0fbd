"""The two lists of exceptions beside a source's graph: waived values and uncoded sentences."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from paradiplomacy.errors import UnreadableInput, file_name, printable, quoted
from paradiplomacy.rdf.read import read_text

WAIVERS = "waivers.csv"
UNCODED = "uncoded.csv"
WAIVER_COLUMNS = ("subject", "property", "value", "reason")
UNCODED_COLUMNS = ("start", "end", "reason", "note")


@dataclass(frozen=True)
class AuditFinding:
    """One thing that is wrong: file, line and a sentence that also says what to do."""

    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        """The line for the terminal."""
        return f"{file_name(self.path)}:{self.line}: {self.message}"


@dataclass(frozen=True)
class Row:
    """One row of a list, with the line on which it ends."""

    path: Path
    line: int
    cells: dict[str, str]

    def finding(self, message: str) -> AuditFinding:
        """A finding about this row."""
        return AuditFinding(self.path, self.line, message)


def read_rows(folders: Iterable[Path], name: str, columns: tuple[str, ...]) -> list[Row]:
    """The rows of the file ``name`` in each of the folders; a missing file has none.

    Raises UnreadableInput when the columns are others, or a row has too few or too many cells.
    """
    return [row for folder in folders if (folder / name).exists() for row in _rows(folder / name, columns)]


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(read_text(path), newline=""), strict=True)
    try:
        if (header := tuple(next(reader))) != columns:
            raise UnreadableInput(
                f"{file_name(path)}:1: the columns are {quoted(','.join(header))}; they have to be {','.join(columns)}."
            )
        for cells in reader:
            if len(cells) != len(columns):
                raise UnreadableInput(
                    f"{file_name(path)}:{reader.line_num}: the row has {len(cells)} cells instead "
                    f"of {len(columns)}; put quotation marks around a text with a comma."
                )
            yield Row(path, reader.line_num, dict(zip(columns, map(str.strip, cells), strict=True)))
    except csv.Error as error:
        raise UnreadableInput(
            f"{file_name(path)}:{reader.line_num}: this is not CSV ({printable(str(error))}); correct the row."
        ) from None


class Waivers:
    """The values that may be missing from their quotes, and which of these rows were needed.

    A row names a subject (short id or IRI), a property (``para:year`` or IRI), a value as the graph
    writes it, and the reason why its quotes need not hold it.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        """Take the rows of ``waivers.csv``."""
        self._rows = list(rows)
        self._used: list[Row] = []

    def allow(self, subjects: Collection[str], properties: Collection[str], values: Collection[str]) -> bool:
        """Whether a row waives the value; the collections hold each way in which a row may write it."""
        ways = dict(zip(WAIVER_COLUMNS, (subjects, properties, values), strict=False))
        found = [row for row in self._rows if all(row.cells[column] in ways[column] for column in ways)]
        self._used += [row for row in found if row not in self._used]
        return bool(found)

    @property
    def used(self) -> int:
        """How many rows waived something."""
        return len(self._used)

    def findings(self) -> Iterator[AuditFinding]:
        """The rows that waive nothing, say the same as another row, or give no reason."""
        seen: set[str] = set()
        for row in self._rows:
            *key, reason = row.cells.values()
            what = " ".join(key)
            if row not in self._used:
                yield row.finding(f"nothing is left to waive for {what}: remove the row, or correct it.")
            elif what in seen:
                yield row.finding(f"{what} is waived twice: remove one of the rows.")
            if not reason:
                yield row.finding(f"the waiver of {what} has no reason: write it into the last column.")
            seen.add(what)
