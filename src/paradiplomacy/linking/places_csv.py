"""Read the places in a column of a user's CSV file, with what its other columns say of them."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import NamedTuple

from paradiplomacy.errors import DataError, UsageError, quoted, suggestion
from paradiplomacy.linking.entities import Entity
from paradiplomacy.linking.wikidata.vocabulary import Point
from paradiplomacy.rdf.read import read_text

_DELIMITERS = ",;\t|"


class Columns(NamedTuple):
    """Which columns to read: ``name`` is needed, the others ("" for none) help to tell places of one name apart."""

    name: str
    country: str = ""
    partner: str = ""
    latitude: str = ""
    longitude: str = ""


def read_places(path: Path, columns: Columns, kind: str = "city") -> list[Entity]:
    """The places in ``path``, in the order of its rows; rows without a name are left out.

    The file is UTF-8, its first line names the columns, and a comma, semicolon, tab or bar separates the cells.
    Raises UsageError for an unknown column, DataError (with the row) for a cell that makes no sense, UnreadableInput.
    """
    text = read_text(path)
    # Not splitlines(): it also splits at characters that programs put into a cell, such as U+2028.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        header = next(([name.strip() for name in cells] for cells in reader if any(map(str.strip, cells))), None)
        if header is None:
            raise DataError(f"{path} holds nothing; its first line has to name the columns.")
        places = _indices(path, header, columns)
        found = []
        for cells in reader:
            if any(cell.strip() for cell in cells):
                if len(cells) != len(header):
                    raise DataError(
                        f"{path}, row {reader.line_num}: {len(cells)} cells instead of {len(header)}; "
                        "put a cell that holds the separator in quotation marks."
                    )
                row = {name: cells[place].strip() for name, place in places.items()}
                if row["name"]:
                    found.append(_place(f"{path}, row {reader.line_num}", reader.line_num, row, kind))
    except csv.Error as error:
        raise DataError(f"{path}, row {reader.line_num}: this is not CSV ({error}); correct the row.") from None
    if not found:
        raise DataError(f"{path}: the column {quoted(columns.name)} holds no name.")
    return found


def _delimiter(text: str) -> str:
    """What separates the cells of the first line that is not empty; text in quotation marks does not count."""
    line = text.lstrip("\r\n ").partition("\n")[0]
    return max(_DELIMITERS, key=re.sub(r'"[^"]*"', "", line).count)


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
    place = None
    if row.get("latitude") and row.get("longitude"):
        try:
            place = Point(float(row["latitude"]), float(row["longitude"]))
        except ValueError:
            raise DataError(
                f"{where}: {quoted(row['latitude'])}, {quoted(row['longitude'])} are not degrees such as 3.58, 98.67."
            ) from None
        if not place.is_on_earth:
            raise DataError(f"{where}: {place.latitude}, {place.longitude} is no place on Earth; are they swapped?")
    return Entity(
        f"row {number}",
        row["name"],
        kind,
        [("", row["name"])],
        point=place,
        country_name=row.get("country", ""),
        partner_name=row.get("partner", ""),
    )
