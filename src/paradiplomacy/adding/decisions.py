"""What was decided in earlier runs: the ids of rows that have none of their own, and what a name stands for."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from paradiplomacy.adding.columns import sheets
from paradiplomacy.adding.rows import Row
from paradiplomacy.names.spellings import normal

NAMES = ("name", "id")
IDS = ("sheet", "name", "id")
_LABELS = ("label_en", "label_id", "label_ko")


@dataclass
class Decisions:
    """``ids`` by sheet and English name, ``names`` (source → name → id), and the rows that had been received."""

    ids: dict[tuple[str, str], str] = field(default_factory=dict)
    names: dict[str, dict[str, str]] = field(default_factory=dict)
    _received: dict[tuple[str, str], tuple[tuple[str, str], ...]] = field(default_factory=dict)

    def all_names(self) -> dict[str, str]:
        """What the names of all sources stand for."""
        return {name: chosen for names in self.names.values() for name, chosen in names.items()}

    def follow(self, rows: Iterable[Row]) -> None:
        """Give rows whose name alone was edited the id that they had, so that what refers to it stays."""
        rows = [row for row in rows if "id" not in row.cells] if self._received else []
        present = {_name(row) for row in rows}
        gone = {key: content for key, content in self._received.items() if key in self.ids and key not in present}
        if not gone:
            return
        alike = Counter((key[0], content) for key, content in gone.items())
        old = {(key[0], content): key for key, content in gone.items() if alike[key[0], content] == 1}
        come = {_name(row): _content(row.cells) for row in rows if _name(row) not in self.ids}
        alike = Counter((key[0], content) for key, content in come.items())
        for key, content in come.items():
            if (before := old.get((key[0], content))) and alike[key[0], content] == 1:
                self.ids[key] = self.ids[before]


def read_decisions(root: Path, sources: Iterable[str]) -> Decisions:
    """The decisions in the folders ``data/<source>/etc`` of the project at ``root``."""
    found = Decisions()
    for source in sorted(sources):
        folder = root / "data" / source
        found.ids |= {(row["sheet"], normal(row["name"])): row["id"] for row in _read(folder / "etc" / "ids.csv", IDS)}
        names = {row["name"]: row["id"] for row in _read(folder / "etc" / "names.csv", NAMES)}
        if names:
            found.names[source] = names
        for sheet in sheets():
            for row in _read(folder / "raw" / f"{sheet}.csv"):
                cells = {name: cell.strip() for name, cell in row.items() if name and cell and cell.strip()}
                if "id" not in cells:
                    found._received[sheet, normal(cells.get("label_en", ""))] = _content(cells)
    return found


def _read(path: Path, columns: tuple[str, ...] = ()) -> list[dict[str, str]]:
    """The rows of a table that ``add`` wrote, or the user beside it; none where it lacks the columns."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return [row for row in rows if all(row.get(name) for name in columns if name != "name")]


def _name(row: Row) -> tuple[str, str]:
    return row.sheet, normal(row.cells.get("label_en", ""))


def _content(cells: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(
        sorted((name, cell) for name, cell in cells.items() if name not in _LABELS and cell not in ("-", "–", "—"))
    )
