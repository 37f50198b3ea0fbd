"""Read the two tables of a crawl of twinning links into a database on disk, so that memory does not grow with them."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from paradiplomacy.errors import DataError, UnreadableInput, UsageError, file_name, quoted

#: Bits of ``Tie.sides``: the party with the lower item lists the other, and the other way round.
LOWER, HIGHER = 1, 2
#: An item of Wikidata, with its number.
ITEM = re.compile("Q([1-9][0-9]{0,17})")
_SHOWN = 20
_TABLES = """
CREATE TABLE name (item INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE link (low INTEGER, high INTEGER, side INTEGER, PRIMARY KEY (low, high, side)) WITHOUT ROWID;
"""
_TIES = """
SELECT low, high, sides, one.name, other.name
FROM (SELECT low, high, SUM(side) AS sides FROM link GROUP BY low, high ORDER BY low, high)
LEFT JOIN name AS one ON one.item = low LEFT JOIN name AS other ON other.item = high
"""
_LINKED = "SELECT low AS item FROM link UNION SELECT high FROM link"


class Tie(NamedTuple):
    """Two items that a link joins, by their numbers; which of them lists it; their names, None where there is none."""

    low: int
    high: int
    sides: int
    low_name: str | None
    high_name: str | None


class Party(NamedTuple):
    """An item that a link joins to another, by its number, and its name."""

    item: int
    name: str


@dataclass
class Read:
    """What was read, by number: rows of links, those given before, those from an item to itself."""

    links: int = 0
    duplicates: int = 0
    to_themselves: int = 0


def read_links(files: Sequence[Path], database: sqlite3.Connection) -> Read:
    """Put the rows of names.tsv and relations.tsv into ``database``.

    Raises DataError with file and line of each row that cannot be read (the first twenty), UsageError for another file.
    """
    database.executescript(_TABLES)
    kinds = {path: next((kind for kind in ("names", "relations") if kind in path.name), "") for path in files}
    for path, kind in kinds.items():
        if not kind:
            raise UsageError(f"{file_name(path)}: the mapping twinning reads names.tsv and relations.tsv; name it so.")
    if "relations" not in kinds.values():
        raise UsageError("No table of links is given; the mapping twinning needs relations.tsv.")
    read, problems, more = Read(), list[str](), 0
    for path, kind in kinds.items():
        for line, problem in _load(path, kind == "names", database, read):
            if len(problems) < _SHOWN:
                problems.append(f"{file_name(path)}, line {line}: {problem}")
            else:
                more += 1
    if problems:
        raise DataError("\n".join([*problems, *([f"and {more} more rows."] if more else [])]))
    database.commit()
    return read


def count_parties(database: sqlite3.Connection) -> tuple[int, int]:
    """How many items have a link, and how many of them no name."""
    number, nameless = database.execute(
        f"SELECT COUNT(*), SUM(name IS NULL) FROM ({_LINKED}) LEFT JOIN name USING (item)"
    ).fetchone()
    return number, nameless or 0


def ties(database: sqlite3.Connection) -> Iterator[Tie]:
    """Each two items with a link, once, in the order of their numbers."""
    return map(Tie._make, database.execute(_TIES))


def parties(database: sqlite3.Connection) -> Iterator[Party]:
    """Each item with a name and a link, once, in the order of their numbers."""
    rows = database.execute(f"SELECT item, name FROM ({_LINKED}) JOIN name USING (item) ORDER BY item")
    return map(Party._make, rows)


def _load(path: Path, names: bool, database: sqlite3.Connection, read: Read) -> Iterator[tuple[int, str]]:
    """Insert the rows of one file; yields line and reason of those that cannot be."""
    try:
        with path.open("rb") as file:
            for line, row in enumerate(file, 1):
                try:
                    problem = _row(row.decode("utf-8-sig" if line == 1 else "utf-8"), names, database, read)
                except UnicodeDecodeError:
                    problem = "the row is not in UTF-8; save the table in UTF-8."
                if problem:
                    yield line, problem
    except OSError as error:
        raise UnreadableInput(f"{file_name(path)} cannot be read: {error.strerror}.") from error


def _row(text: str, names: bool, database: sqlite3.Connection, read: Read) -> str:
    cells = text.rstrip("\r\n").split("\t")
    if len(cells) != 2:
        return f"the row has {len(cells)} cell{'s' * (len(cells) != 1)}; it needs two, parted by a tab."
    items = [ITEM.fullmatch(cell) for cell in (cells[:1] if names else cells)]
    for cell, found in zip(cells, items, strict=False):
        if not found:
            return f"{quoted(cell)} is no item of Wikidata; write it as in Q11462."
    one, *rest = [int(found[1]) for found in items if found]
    if names:
        if name := " ".join(cells[1].split()):
            database.execute("INSERT OR IGNORE INTO name VALUES (?, ?)", (one, name))
        return ""
    other = rest[0]
    read.links += 1
    if one == other:
        read.to_themselves += 1
        return ""
    low, high, side = (one, other, LOWER) if one < other else (other, one, HIGHER)
    done = database.execute("INSERT OR IGNORE INTO link VALUES (?, ?, ?)", (low, high, side))
    read.duplicates += not done.rowcount
    return ""
