"""What is wrong in a table: where, by which rule, and what to do, in English and Indonesian."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from paradiplomacy.errors import file_name, printable

LANGUAGES = ("en", "id")
_CATALOGUE = Path(__file__).with_name("messages.csv")
_MEANT = {"en": "Did you mean {}?", "id": "Maksud Anda {}?"}
_OR = {"en": " or ", "id": " atau "}
_WORDS = {
    "en": {"sheet": "sheet", "cell": "cell", "row": "row", "more": "and {} more", "warning": "warning: ", "error": ""},
    "id": {
        "sheet": "lembar",
        "cell": "sel",
        "row": "baris",
        "more": "dan {} lagi",
        "warning": "peringatan: ",
        "error": "",
    },
}
_SHOWN = 5


class Fault(ValueError):  # noqa: N818
    """What is wrong with the content of a cell: a rule of ``messages.csv``, its values, and near values if any."""

    def __init__(self, rule: str, near: Iterable[str] = (), **values: object) -> None:
        super().__init__(rule)
        self.rule = rule
        self.near = tuple(near)
        self.values = {name: printable(str(value)) for name, value in values.items()}

    def __str__(self) -> str:
        """The message in English."""
        return sentence(self.rule, self.values, "en")


@dataclass(frozen=True)
class Place:
    """A cell (``column`` 0: the whole row), or with ``row`` 0 a whole sheet; rows and columns count from 1."""

    file: Path
    sheet: str = ""
    row: int = 0
    column: int = 0

    @property
    def cell(self) -> str:
        """The address as a spreadsheet shows it.

        >>> Place(Path("x.csv"), "x", 7, 28).cell
        'AB7'
        """
        letters, number = "", self.column
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(65 + rest) + letters
        return f"{letters}{self.row or ''}"


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong at one place.

    ``level`` is error or warning; ``messages`` holds one sentence per language; ``near`` are values that may be meant.
    """

    place: Place
    rule: str
    messages: Mapping[str, str] = field(hash=False)
    near: tuple[str, ...] = ()
    level: str = "error"

    def suggestion(self, language: str = "en") -> str:
        """A question for what may be meant, or ""."""
        return _MEANT[language].format(_OR[language].join(f'"{name}"' for name in self.near)) if self.near else ""

    def text(self, language: str = "en") -> str:
        """The message and the suggestion."""
        return " ".join(filter(None, (self.messages[language], self.suggestion(language))))


def problem(place: Place, fault: Fault, level: str = "error") -> Problem:
    """The problem of a fault at a place."""
    messages = {language: sentence(fault.rule, fault.values, language) for language in LANGUAGES}
    return Problem(place, fault.rule, messages, fault.near, level)


def sentence(rule: str, values: Mapping[str, str], language: str) -> str:
    """The message of a rule with its values filled in."""
    return _catalogue()[rule][language].format(**values)


def lines(problems: Iterable[Problem], language: str = "en") -> list[str]:
    """A line for each problem, the same problem of many rows of a sheet only once with its cells."""
    groups: dict[tuple[object, ...], list[Problem]] = {}
    for each in problems:
        key = (each.place.file, each.place.sheet, each.level, each.place.column, each.text(language))
        groups.setdefault(key, []).append(each)
    return [_line(group, language) for group in groups.values()]


def _line(group: list[Problem], language: str) -> str:
    words, first = _WORDS[language], group[0]
    where = file_name(first.place.file)
    if first.place.sheet and first.place.sheet != first.place.file.stem:
        where += f", {words['sheet']} {printable(first.place.sheet)}"
    cells = [each.place.cell for each in group if each.place.row]
    if cells:
        shown = ", ".join(cells[:_SHOWN]) + (
            " " + words["more"].format(len(cells) - _SHOWN) if len(cells) > _SHOWN else ""
        )
        where += f", {words['cell'] if first.place.column else words['row']} {shown}"
    return f"{where}: {words[first.level]}{first.text(language)}"


@cache
def _catalogue() -> dict[str, dict[str, str]]:
    import csv

    with _CATALOGUE.open(encoding="utf-8", newline="") as file:
        return {row["rule"]: row for row in csv.DictReader(file)}
