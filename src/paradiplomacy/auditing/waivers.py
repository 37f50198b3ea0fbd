"""The two lists of exceptions beside a source's graph: waived values and uncoded sentences."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from paradiplomacy.errors import UnreadableInput, file_name
from paradiplomacy.rdf.read import read_text

WAIVERS = "waivers.csv"
UNCODED = "uncoded.csv"
WAIVER_COLUMNS = ("subject", "property", "value", "reason")
UNCODED_COLUMNS = ("start", "end", "digest", "reason", "note")


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


def read_rows(folders: Iterable[Path], name: str, columns: tuple[str, ...]) -> list[Row]:
    """The rows of the file ``name`` in each of the folders; a missing file has none.

    Raises UnreadableInput when a header or the number of cells in a row is not as it has to be.
    """
    rows: list[Row] = []
    for folder in folders:
        path = folder / name
        if not path.exists():
            continue
        reader = csv.reader(io.StringIO(read_text(path), newline=""), strict=True)
        try:
            if (header := tuple(next(reader))) != columns:
                raise UnreadableInput(
                    f"{file_name(path)}:1: the columns are {','.join(header)}; they have to be {','.join(columns)}."
                )
            for cells in reader:
                if len(cells) != len(columns):
                    raise UnreadableInput(
                        f"{file_name(path)}:{reader.line_num}: the row has {len(cells)} cells instead "
                        f"of {len(columns)}; put quotation marks around a text with a comma."
                    )
                named = dict(zip(columns, (cell.strip() for cell in cells), strict=True))
                rows.append(Row(path, reader.line_num, named))
        except csv.Error as error:
            raise UnreadableInput(
                f"{file_name(path)}:{reader.line_num}: this is not CSV ({error}); correct the row."
            ) from None
    return rows


class Waivers:
    """The values that may be missing from their quotes, and which of them were made use of.

    A row names a subject (short id or IRI), a property (``para:year`` or IRI), a value as the graph
    writes it, and the reason why its quotes need not hold it.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        """Take the rows of ``waivers.csv``."""
        self._rows = list(rows)
        self._used: set[int] = set()

    def allow(self, subject: str, prop: str, value: str) -> bool:
        """Whether the value is waived; ``subject`` and ``prop`` are as a row may write them."""
        allowed = False
        for number, row in enumerate(self._rows):
            cells = row.cells
            if (cells["subject"], cells["property"], cells["value"]) == (subject, prop, value):
                self._used.add(number)
                allowed = True
        return allowed

    @property
    def used(self) -> int:
        """How many rows waived something."""
        return len(self._used)

    def findings(self) -> list[AuditFinding]:
        """The rows that waive nothing, say the same as another row, or give no reason."""
        found: list[AuditFinding] = []
        seen: set[tuple[str, str, str]] = set()
        for number, row in enumerate(self._rows):
            cells = row.cells
            key = (cells["subject"], cells["property"], cells["value"])
            what = " ".join(key)
            if number not in self._used:
                text = f"nothing is left to waive for {what}: remove the row, or correct it."
                found.append(AuditFinding(row.path, row.line, text))
            elif key in seen:
                text = f"{what} is waived twice: remove one of the rows."
                found.append(AuditFinding(row.path, row.line, text))
            if not cells["reason"]:
                text = f"the waiver of {what} has no reason: write it into the last column."
                found.append(AuditFinding(row.path, row.line, text))
            seen.add(key)
        return found
