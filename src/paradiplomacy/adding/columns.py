"""The one table of columns: what each column of each sheet is called, what it holds and which property it becomes."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from paradiplomacy.names.spellings import normal
from paradiplomacy.rdf.namespaces import expanded

TABLE = Path(__file__).with_name("columns.csv")


@dataclass(frozen=True)
class Column:
    """One column of some sheets.

    ``properties`` are IRIs: one, or for the kind ``when`` those of a day, a month, a year and an EDTF expression.
    ``values`` are the classes of the things (``thing``, ``class``), or the scheme of the concepts (``concept``).
    ``language`` is that of a text, "*" for the language of the quote. ``title`` and ``help`` are by language (en, id).
    """

    name: str
    sheets: tuple[str, ...]
    required: tuple[str, ...]
    properties: tuple[str, ...]
    kind: str
    values: tuple[str, ...]
    many: bool
    language: str
    title: dict[str, str]
    help: dict[str, str]


@cache
def table() -> tuple[Column, ...]:
    """Every column, in the order in which a sheet shows them."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return tuple(_column(row) for row in csv.DictReader(file))


@cache
def sheets() -> tuple[str, ...]:
    """The names of the sheets, in order.

    >>> sheets()[:2]
    ('sources', 'parties')
    """
    return table()[0].sheets


@cache
def columns(sheet: str) -> dict[str, Column]:
    """The columns of a sheet, by name.

    >>> columns("instruments")["signed_on"].kind
    'when'
    """
    return {column.name: column for column in table() if sheet in column.sheets}


@cache
def required(sheet: str) -> tuple[str, ...]:
    """The names of the columns that a row of the sheet has to fill in.

    >>> required("places")
    ('class', 'label_en', 'label_id')
    """
    return tuple(column.name for column in table() if sheet in column.required)


@cache
def headers(sheet: str) -> dict[str, Column]:
    """What a header cell of the sheet may say, in the form of ``normal``: the name or the title in either language."""
    found: dict[str, Column] = {}
    for column in columns(sheet).values():
        both = " / ".join(column.title.values())  # as the template has it
        for header in (column.name.replace("_", " "), *column.title.values(), both):
            found.setdefault(normal(header), column)
    return found


def classes(sheet: str) -> tuple[str, ...]:
    """The local names of the classes of which a sheet has rows; the first is the widest."""
    return columns(sheet)["class"].values


@cache
def as_words(name: str) -> str:
    """The name of a class as words.

    >>> as_words("MemorandumOfUnderstanding")
    'memorandum of understanding'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def _column(row: dict[str, str]) -> Column:
    return Column(
        row["column"],
        tuple(row["sheets"].split()),
        tuple(row["required"].split()),
        tuple(expanded(name) for name in row["property"].split("|") if name),
        row["kind"],
        tuple(row["values"].split()),
        bool(row["many"]),
        row["language"],
        {language: row[f"title_{language}"] for language in ("en", "id")},
        {language: row[f"help_{language}"] for language in ("en", "id")},
    )
