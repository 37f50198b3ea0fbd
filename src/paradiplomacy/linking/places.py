"""Read the places in a column of a user's table, CSV or XLSX, and give the table back with what was found."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from paradiplomacy.errors import DataError, UsageError, quoted, suggestion
from paradiplomacy.linking.entities import Entity
from paradiplomacy.linking.rows import read_rows
from paradiplomacy.linking.wikidata.vocabulary import Point
from paradiplomacy.names.spellings import kind_named
from paradiplomacy.tables.read import csv_parts, open_workbook

FOUND = ("item", "grade", "reason")


class Columns(NamedTuple):
    """Which columns to read: ``name`` is needed, the others ("" for none) help to tell places of one name apart."""

    name: str
    country: str = ""
    partner: str = ""
    latitude: str = ""
    longitude: str = ""


class Table(NamedTuple):
    """The user's table: the rows that hold anything, by their lines, the first of them the names of the columns.

    ``lead`` is a first line such as ``sep=;``; ``delimiter`` is "" for a sheet of Excel.
    """

    rows: dict[int, list[Any]]
    delimiter: str = ""
    lead: str = ""


def read_places(table: Table, path: Path, columns: Columns, kind: str = "city") -> tuple[list[Entity], int]:
    """The places in the ``table`` of ``path``, in the order of its rows, and the number of rows without a name.

    Raises UsageError for an unknown column, DataError (with the row) for a cell that makes no sense.
    """
    rows = {number: [_text(cell) for cell in cells] for number, cells in table.rows.items()}
    header = rows.pop(next(iter(rows)))
    places = _indices(path, header, columns)
    found = []
    for number, cells in rows.items():
        row = {name: cells[place] for name, place in places.items()}
        if row["name"]:
            found.append(_place(f"{path}, row {number}", number, row, kind))
    if not found:
        raise DataError(f"{path}: the column {quoted(columns.name)} holds no name.")
    return found, len(rows) - len(found)


def open_table(path: Path, encoding: str = "") -> Table:
    """The table in ``path``: the first sheet of an .xlsx file, else CSV in ``encoding`` (UTF-8 unless given).

    The first line names the columns; a comma, semicolon, tab or bar separates the cells, or what a line sep= names.
    Raises DataError for what is no table, UnreadableInput, and UsageError for an unknown encoding.
    """
    if path.suffix.lower() == ".xlsx":
        with open_workbook(path) as book:
            found = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
        table = Table({number: cells for number, cells in enumerate(found, 1) if any(map(_text, cells))})
    else:
        body, delimiter, lead = csv_parts(path, encoding)
        table = Table(dict(read_rows(path, body, delimiter, lead.count("\n"))), delimiter, lead)
    if not table.rows:
        raise DataError(f"{path} holds nothing; its first line has to name the columns.")
    return table


def with_found(table: Table, found: Mapping[int, Sequence[str]], target: Path) -> str | bytes:
    """``table`` with the columns ``FOUND``, in the form that the extension of ``target`` names.

    ``found`` gives their cells by the line of the row. Columns of these names are replaced: they are of a run before.
    """
    (_, header), *rows = table.rows.items()
    kept = [place for place, name in enumerate(header) if _text(name) not in FOUND]
    cells = [[*(row[place] for place in kept), *found.get(number, ("", "", ""))] for number, row in rows]
    names = [*(_text(header[place]) for place in kept), *FOUND]
    if target.suffix.lower() == ".xlsx":
        from paradiplomacy.sparql.documents import xlsx

        return xlsx(names, cells)
    if not table.delimiter:
        cells = [list(map(_text, row)) for row in cells]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=table.delimiter or ",", lineterminator="\n").writerows([names, *cells])
    return table.lead + text.getvalue()


def _text(cell: object) -> str:
    """A cell as text; Excel holds every number as one with decimals."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()


def _indices(path: Path, header: list[str], columns: Columns) -> dict[str, int]:
    if bool(columns.latitude) != bool(columns.longitude):
        raise UsageError("Latitude and longitude go together; name the column of each.")
    for name in filter(None, columns):
        if name not in header:
            raise UsageError(f"{path} has no column {quoted(name)}; {suggestion(name, header)}")
        if header.count(name) > 1:
            raise UsageError(f"{path} has several columns {quoted(name)}; give each a name of its own.")
    return {field: header.index(name) for field, name in columns._asdict().items() if name}


def _place(where: str, number: int, row: dict[str, str], kind: str) -> Entity:
    place, degrees = None, [row.get(name, "") for name in ("latitude", "longitude")]
    if all(degrees):
        try:
            place = Point(*(float(number.replace(",", ".")) for number in degrees))
        except ValueError:
            shown = ", ".join(map(quoted, degrees))
            raise DataError(f"{where}: {shown} are not degrees such as 3.58, 98.67.") from None
        if not place.is_on_earth:
            raise DataError(f"{where}: {place.latitude}, {place.longitude} is no place on Earth; are they swapped?")
    return Entity(
        f"row {number}",
        row["name"],
        kind_named(row["name"], kind),
        [("", row["name"])],
        point=place,
        country_name=row.get("country", ""),
        partner_name=row.get("partner", ""),
    )
