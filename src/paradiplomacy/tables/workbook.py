"""Write workbooks of Excel: a user's own table with its problems marked, and sheets to fill in."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from paradiplomacy.errors import UsageError, install
from paradiplomacy.tables.problems import Problem
from paradiplomacy.tables.read import raw_sheets

if TYPE_CHECKING:
    import xlsxwriter

_RED, _YELLOW, _GREY, _HEAD = "#F8CBAD", "#FFF2CC", "#808080", "#DDEBF7"
_LISTS = "_lists"
_FILLED_DOWN = 1000
# A name of a sheet has at most 31 characters, and none of these.
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))


@dataclass
class Form:
    """A sheet to fill in: its header, remarks under it (one row each), rows, notes and choices by column name."""

    name: str
    header: Sequence[str]
    remarks: Sequence[Sequence[str]] = ()
    rows: Sequence[Sequence[str]] = ()
    notes: Mapping[int, str] = field(default_factory=dict)
    choices: Mapping[int, Sequence[str]] = field(default_factory=dict)


def marked(paths: Iterable[Path], problems: Iterable[Problem], language: str, encoding: str = "") -> bytes:
    """The user's tables as one workbook, with every cell that has a problem coloured and a note in it."""
    found: dict[tuple[Path, str], dict[tuple[int, int], list[Problem]]] = {}
    for each in problems:
        key = (max(each.place.row, 1), max(each.place.column, 1))
        found.setdefault((each.place.file, each.place.sheet), {}).setdefault(key, []).append(each)
    data = io.BytesIO()
    with _workbook(data) as book:
        formats = {"error": book.add_format({"bg_color": _RED}), "warning": book.add_format({"bg_color": _YELLOW})}
        names: set[str] = set()
        for path, name, rows in raw_sheets(paths, encoding):
            sheet = book.add_worksheet(_free(name, names))
            at: dict[tuple[int, int], list[Problem]] = found.get((path, name), {})
            for line, cells in enumerate(rows, 1):
                for place, cell in enumerate(cells, 1):
                    if (line, place) not in at:
                        sheet.write(line - 1, place - 1, cell)
                        continue
                    _mark(sheet, line, place, cell, at[line, place], formats, language)
            for (row, column), those in at.items():
                if row > len(rows) or column > len(rows[row - 1]):
                    _mark(sheet, row, column, "", those, formats, language)
    return data.getvalue()


def forms(sheets: Iterable[Form]) -> bytes:
    """A workbook of sheets to fill in, with frozen headers, notes, and drop-down lists from a hidden sheet."""
    data = io.BytesIO()
    with _workbook(data) as book:
        head = book.add_format({"bold": True, "bg_color": _HEAD, "text_wrap": True, "valign": "top"})
        remark = book.add_format({"italic": True, "font_color": _GREY, "text_wrap": True, "valign": "top"})
        lists: dict[tuple[str, ...], str] = {}
        pages = [(form, book.add_worksheet(form.name)) for form in sheets]
        hidden = book.add_worksheet(_LISTS)
        for form, page in pages:
            page.set_column(0, max(len(form.header) - 1, 0), 22)
            for place, cell in enumerate(form.header):
                page.write_string(0, place, cell, head)
                if note := form.notes.get(place):
                    page.write_comment(0, place, note, {"x_scale": 2})
            for number, row in enumerate([*form.remarks, *form.rows], 1):
                for place, cell in enumerate(row):
                    if cell:
                        page.write_string(number, place, cell, remark if row and row[0].startswith("#") else None)
            page.freeze_panes(1 + len(form.remarks), 1)
            for place, values in form.choices.items():
                source = lists.setdefault(tuple(values), _list(hidden, len(lists), values))
                rule = {"validate": "list", "source": source, "error_type": "warning", "ignore_blank": True}
                page.data_validation(1 + len(form.remarks), place, _FILLED_DOWN, place, rule)
        hidden.hide()
    return data.getvalue()


def _list(sheet: Any, column: int, values: Sequence[str]) -> str:
    """Write a list of choices into a column of the hidden sheet; its range."""
    from xlsxwriter.utility import xl_range_abs

    sheet.write_column(0, column, values)
    return f"={_LISTS}!{xl_range_abs(0, column, len(values) - 1, column)}"


def _mark(
    sheet: Any, number: int, place: int, cell: str, problems: list[Problem], formats: Mapping[str, Any], language: str
) -> None:
    level = "error" if any(each.level == "error" for each in problems) else "warning"
    sheet.write(number - 1, place - 1, cell, formats[level])
    text = "\n".join(dict.fromkeys(each.text(language) for each in problems))
    sheet.write_comment(number - 1, place - 1, text[:32000], {"x_scale": 3, "y_scale": 2})


def _workbook(data: io.BytesIO) -> xlsxwriter.Workbook:
    try:
        import xlsxwriter
    except ImportError:
        raise UsageError(f"Writing Excel needs the package XlsxWriter; run: {install('xlsxwriter')}") from None
    # A cell is text as it was received: no formula and no link is made of it.
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    return xlsxwriter.Workbook(data, {**plain, "in_memory": True})


def _free(name: str, taken: set[str]) -> str:
    base = name.translate(_NOT_IN_NAMES).strip("'")[:31] or "table"
    free, number = base, 1
    while free.casefold() in taken:
        number += 1
        free = f"{base[: 30 - len(str(number))]} {number}"
    taken.add(free.casefold())
    return free
