"""Which Wikidata classes fit which kind of thing: the table ``data/links/classes.tsv``, and how an item matches it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from paradiplomacy.errors import DataError, UsageError, quoted, suggestion
from paradiplomacy.linking.rows import read_table
from paradiplomacy.linking.wikidata.vocabulary import is_item_id
from paradiplomacy.release import home

COLUMNS = ("kind", "verdict", "class_id", "class_label")
ANY = "any"
_VERDICTS = ("fits", "refused")


class ClassRule(NamedTuple):
    """One row of the table."""

    kind: str
    verdict: str
    item: str
    label: str


class ClassTable:
    """The table as a whole; ``items`` are the ids of all its classes, ``kinds`` the kinds that it names."""

    def __init__(self, rows: Iterable[ClassRule]) -> None:
        self._rows = list(rows)
        self.items = sorted({row.item for row in self._rows})
        self.kinds = sorted({row.kind for row in self._rows} - {ANY})

    def match(self, kind: str, own: set[str], known: set[str]) -> tuple[bool | None, str]:
        """Whether an item fits a thing of ``kind`` (None when the table does not decide), and the reason in words.

        ``own`` are the classes of the item, ``known`` those of the table to which it belongs through any of them.
        """
        rules = [row for row in self._rows if row.kind in (kind, ANY)]
        for row in rules:
            if row.verdict == "refused" and row.item in known:
                return False, f"it is a {row.label} ({row.item})"
        fitting = [row for row in rules if row.verdict == "fits"]
        if label := next((row.label for row in fitting if row.item in known), ""):
            return True, label
        if not fitting or not own:
            return None, "it has no class" if fitting else f"no class is asked of a {kind}"
        found = sorted({row.label for row in self._rows if row.item in known}) or sorted(own)
        return False, f"it is no {kind} but: {', '.join(found)}"

    def known(self, kind: str) -> str:
        """``kind`` itself; raises UsageError for a kind that the table does not have."""
        if kind not in self.kinds:
            raise UsageError(f"{quoted(kind)} is not a kind of thing; {suggestion(kind, self.kinds)}")
        return kind


def read_classes(path: Path | None = None) -> ClassTable:
    """The table in ``path``, else ours; raises DataError, with the row, when it is not sound."""
    path = path or home() / "data" / "links" / "classes.tsv"
    rows = []
    for number, cells in read_table(path, COLUMNS):
        row = ClassRule(*(cells[column] for column in COLUMNS))
        if row.verdict not in _VERDICTS or not is_item_id(row.item):
            raise DataError(f"{path}, row {number}: the verdict is fits or refused, and the class an id such as Q515.")
        rows.append(row)
    return ClassTable(rows)
