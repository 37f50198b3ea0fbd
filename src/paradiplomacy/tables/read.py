"""Read the sheets of CSV and XLSX files; each fault is noted with its place, and the rest is read."""

from __future__ import annotations

import contextlib
import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from paradiplomacy.errors import UnreadableInput, UsageError, install
from paradiplomacy.rdf.read import read_text
from paradiplomacy.tables.formulas import DAMAGED, without_value
from paradiplomacy.tables.problems import Fault, Place, Problem, problem

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_DELIMITERS = ",;\t|"
#: The most characters of a cell, and what an XLSX file may become when it is unpacked.
LONGEST_CELL = 100_000
_LARGEST_WORKBOOK = 1_000_000_000
_HIGHEST_RATIO = 200
_WORKBOOKS = (".xlsx", ".xlsm", ".ods")
_BOMS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
_ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")


@dataclass
class Sheet:
    """A table: the header is its first row that holds anything; ``rows`` are the other ones, by their numbers.

    ``delimiter`` is "" for a sheet of a workbook. Rows whose first cell begins with # are remarks and left out.
    """

    file: Path
    name: str
    header: list[str] = field(default_factory=list)
    header_row: int = 0
    rows: dict[int, list[str]] = field(default_factory=dict)
    delimiter: str = ""

    def place(self, row: int = 0, column: int = 0) -> Place:
        """A place on this sheet; ``column`` counts from 1, 0 is the whole row."""
        return Place(self.file, self.name, row, column)


def read_sheets(paths: Sequence[Path], encoding: str = "") -> tuple[list[Sheet], list[Problem]]:
    """The sheets of the files, of a folder those of its CSV and XLSX files, and what is wrong in them.

    CSV is UTF-8, or UTF-16 with its mark, or what ``encoding`` names. Raises UnreadableInput for a file that cannot be
    read as a table at all, UsageError for an unknown encoding or a missing package.
    """
    sheets: list[Sheet] = []
    problems: list[Problem] = []
    for path in _files(paths):
        read = _workbook if path.suffix.lower() in _WORKBOOKS else _text_table
        for sheet in read(path, encoding, problems):
            sheets.append(sheet)
    return sheets, problems


def raw_sheets(paths: Iterable[Path], encoding: str = "") -> Iterator[tuple[Path, str, list[list[str]]]]:
    """Every sheet of the files as it was received: its file, its name, and all its rows from the first on."""
    for path in _files(paths):
        if path.suffix.lower() in _WORKBOOKS:
            with open_workbook(path) as book:
                for name in book.sheet_names:
                    yield path, name, [list(map(_shown, row)) for row in book.get_sheet_by_name(name).to_python(False)]
        else:
            body, delimiter, lead = csv_parts(path, encoding)
            rows = csv.reader(io.StringIO(body, newline=""), delimiter=delimiter)
            yield path, path.stem, [[]] * lead.count("\n") + list(rows)


def csv_parts(path: Path, encoding: str = "") -> tuple[str, str, str]:
    """The rows of a CSV file as text, what separates its cells, and the line before them (``sep=;``) if any.

    Raises UnreadableInput for a file that is not in the encoding (UTF-8, or UTF-16 with its mark, unless named).
    """
    text = _decoded(path, encoding)
    named = re.match(r"sep=(.)\r?\n", text, re.IGNORECASE)
    lead = named[0] if named else ""
    body = text.removeprefix(lead)
    line = body.lstrip("\r\n ").partition("\n")[0]
    delimiter = named[1] if named else max(_DELIMITERS, key=re.sub(r'"[^"]*"', "", line).count)
    return body, delimiter, lead


@contextlib.contextmanager
def open_workbook(path: Path) -> Iterator[CalamineWorkbook]:
    """The workbook in ``path``; raises UnreadableInput for what is none, UsageError without the package for it."""
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError:
        raise UsageError(
            f"{path}: reading Excel needs the package python-calamine; run: {install('python-calamine')}"
        ) from None
    _refuse_bomb(path)
    try:
        yield CalamineWorkbook.from_path(path)
    except (CalamineError, KeyError, *DAMAGED) as error:
        raise UnreadableInput(f"{path} cannot be read as a workbook of Excel: {error}.") from None


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            found = sorted(each for each in path.iterdir() if each.suffix.lower() in (".csv", ".tsv", ".xlsx"))
            if not found:
                raise UnreadableInput(f"{path} holds no CSV or XLSX file; name the folder with the tables.")
            yield from found
        else:
            yield path


def _text_table(path: Path, encoding: str, problems: list[Problem]) -> Iterator[Sheet]:
    body, delimiter, lead = csv_parts(path, encoding)
    before = lead.count("\n")
    sheet = Sheet(path, path.stem, delimiter=delimiter)
    csv.field_size_limit(LONGEST_CELL)
    # Not splitlines(): it also splits at characters that programs put into a cell, such as U+2028.
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for cells in reader:
            start, number = number, reader.line_num
            _add(sheet, before + start + 1, cells, problems)
    except csv.Error as error:
        opened = before + number + 1
        rule = (
            "cell-too-long"
            if "field limit" in str(error)
            else "quotation-mark"
            if "EOF" in str(error) or "expected" in str(error)
            else "not-csv"
        )
        problems.append(problem(sheet.place(opened), Fault(rule, most=f"{LONGEST_CELL:,}", reason=error)))
    yield sheet


def _decoded(path: Path, encoding: str) -> str:
    try:
        with path.open("rb") as file:
            start = file.read(3)
        chosen = encoding or next((name for mark, name in _BOMS.items() if start.startswith(mark)), "")
        if not chosen:
            return read_text(path)
        return path.read_bytes().decode(chosen).removeprefix("\ufeff")
    except (LookupError, UnicodeError) as error:
        raise UnreadableInput(
            f"{path} is not in the encoding {encoding or chosen} ({error}); give another, as cp1252."
        ) from None
    except OSError:
        return read_text(path)  # which says what is wrong
    except UnreadableInput as error:
        if "not UTF-8" not in str(error):
            raise
        told = str(error).removesuffix(".")
        raise UnreadableInput(f"{told}; or name its encoding, such as --encoding cp1252.") from None


def _workbook(path: Path, encoding: str, problems: list[Problem]) -> Iterator[Sheet]:
    with open_workbook(path) as book:
        from python_calamine import SheetVisibleEnum

        uncomputed = without_value(path) if path.suffix.lower() != ".ods" else {}
        for meta in book.sheets_metadata:
            sheet = Sheet(path, meta.name)
            if meta.visible != SheetVisibleEnum.Visible:
                if not meta.name.startswith("_"):  # the lists of our own template
                    problems.append(problem(sheet.place(), Fault("hidden-sheet"), "warning"))
                continue
            found = book.get_sheet_by_name(meta.name)
            for first, last in getattr(found, "merged_cell_ranges", None) or ():
                rows, columns = last[0] - first[0] + 1, last[1] - first[1] + 1
                place = sheet.place(first[0] + 1, first[1] + 1)
                problems.append(problem(place, Fault("merged", rows=rows, columns=columns)))
            for row, column, error in uncomputed.get(meta.name, ()):
                fault = Fault("formula-error", value=error) if error else Fault("formula-empty")
                problems.append(problem(sheet.place(row, column), fault))
            # The rows come from the first of the sheet on, their cells from the first column that is filled.
            for number, cells in enumerate(found.iter_rows(), 1):
                left = [""] * (found.start or (0, 0))[1]
                _add(sheet, number, [*left, *map(_shown, cells)], problems, ragged=False)
            yield sheet


def _refuse_bomb(path: Path) -> None:
    """Raise UnreadableInput for a workbook that is much larger unpacked than it looks."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except DAMAGED as error:
        raise UnreadableInput(f"{path} cannot be read as a workbook of Excel: {error}.") from None
    size = sum(entry.file_size for entry in entries)
    if size > _LARGEST_WORKBOOK or (size > 100_000_000 and size > _HIGHEST_RATIO * path.stat().st_size):
        raise UnreadableInput(
            f"{path} would become {size / 1e6:,.0f} MB when it is unpacked, which no table needs; give it as CSV."
        )


def _add(sheet: Sheet, number: int, cells: list[str], problems: list[Problem], ragged: bool = True) -> None:
    """Take a row into the sheet: as the header if it is the first that holds anything, else as a row of data."""
    cells = [cell.strip() for cell in cells]
    filled = next((cell for cell in cells if cell), "")
    if not filled or (filled.startswith("#") and filled not in _ERRORS and sheet.header):
        return
    if not sheet.header:
        sheet.header, sheet.header_row = cells, number
        return
    if len(cells) != len(sheet.header) and ragged:
        fault = Fault("row-width", found=len(cells), expected=len(sheet.header))
        problems.append(problem(sheet.place(number), fault))
        return
    for place, cell in enumerate(cells, 1):
        if cell in _ERRORS:
            problems.append(problem(sheet.place(number, place), Fault("formula-error", value=cell)))
        elif len(cell) > LONGEST_CELL:
            problems.append(problem(sheet.place(number, place), Fault("cell-too-long", most=f"{LONGEST_CELL:,}")))
    sheet.rows[number] = cells


def _shown(cell: Any) -> str:
    """A cell of a workbook as text; Excel holds every number as one with decimals, and a day as a time."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date | time | timedelta):
        return str(cell)
    return str(cell)
