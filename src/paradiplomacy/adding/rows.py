"""The rows of a user's sheets: their columns recognised, their ids, and the source that each is of."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from paradiplomacy.adding.columns import Column, classes, columns, headers, sheets
from paradiplomacy.adding.known import Known, is_id, slug
from paradiplomacy.errors import nearest
from paradiplomacy.names.spellings import normal
from paradiplomacy.rdf.namespaces import ID, PARA, SKOS, short
from paradiplomacy.tables.problems import Fault, Place, Problem, problem
from paradiplomacy.tables.read import Sheet

#: A sheet that is taken as it is: the values that need not stand in their quotes, with the reason.
WAIVERS = "waivers"
_NO_PREFIX = ("sources", "parties", "places")
# Of one name with a known one, and not by accident.
_TOLD_APART = {"parties": ("Party",), "places": ("Place",), "sources": ("Source",)}


@dataclass
class Row:
    """A row of one of our sheets: its cells that are not empty by column, and where each stands.

    ``iri`` names the thing that it describes and ``source`` the source that says it (its id).
    """

    sheet: str
    place: Place
    cells: dict[str, str]
    places: dict[str, int] = field(default_factory=dict)
    received: dict[str, str] = field(default_factory=dict)
    iri: str = ""
    source: str = ""
    types: tuple[str, ...] = ()

    def at(self, column: str = "") -> Place:
        """The place of a cell, or of the row where it has no such cell."""
        return Place(self.place.file, self.place.sheet, self.place.row, self.places.get(column, 0))


def recognise(tables: Iterable[Sheet]) -> tuple[list[Row], list[Sheet], list[Problem]]:
    """The rows of the sheets that are ours, the lists of waivers among them, and what is wrong with names and kinds."""
    rows: list[Row] = []
    waivers: list[Sheet] = []
    problems: list[Problem] = []
    for table in tables:
        name = normal(table.name).replace(" ", "-").replace("_", "-")
        if table.name.startswith("_"):
            continue  # what a workbook of ours shows and does not ask
        if name == WAIVERS:
            waivers.append(table)
        elif name not in sheets():
            near = nearest(name, sheets(), 1)
            problems.append(problem(table.place(), Fault("unknown-sheet", near, name=table.name)))
        elif not table.header:
            problems.append(problem(table.place(), Fault("empty-sheet"), "warning"))
        else:
            known, faults = _header(table, name)
            problems += faults
            rows += [_row(table, name, number, cells, known) for number, cells in table.rows.items()]
    return rows, waivers, problems


def _header(table: Sheet, name: str) -> tuple[dict[int, Column], list[Problem]]:
    found: dict[int, Column] = {}
    problems = []
    for number, text in enumerate(table.header, 1):
        if not text or text.startswith("#"):
            continue
        column = headers(name).get(normal(text.replace("_", " ")))
        place = table.place(table.header_row, number)
        if column is None:
            problems.append(problem(place, Fault("unknown-column", nearest(text, columns(name), 1), name=text)))
        elif column in found.values():
            problems.append(problem(place, Fault("column-twice", name=text)))
        else:
            found[number] = column
    return found, problems


def _row(table: Sheet, name: str, number: int, cells: list[str], known: dict[int, Column]) -> Row:
    filled = {place: cell for place, cell in enumerate(cells, 1) if cell and cell not in ("-", "–", "—")}
    return Row(
        name,
        table.place(number),
        {known[place].name: cell for place, cell in filled.items() if place in known},
        {column.name: place for place, column in known.items()},
        {column.name: cells[place - 1] if place <= len(cells) else "" for place, column in known.items()},
    )


def name_rows(rows: list[Row], known: Known, ids: dict[tuple[str, str], str]) -> list[Problem]:
    """Give each row its source, class and IRI, and let ``known`` know them.

    ``ids`` holds the ids of an earlier run by sheet and English name, so that they stay. Returns what is wrong.
    """
    problems: list[Problem] = []
    own: dict[Path, set[str]] = defaultdict(set)
    for row in rows:
        if row.sheet == "sources" and "evidence" not in row.cells:
            own[_together(row)].add(row.cells.get("id") or slug(row.cells.get("label_en", "")))
    passages = {
        row.cells["id"]: _key(row.cells.get("source", ""))
        for row in rows
        if row.sheet == "passages" and "id" in row.cells
    }
    taken: dict[str, Row] = {}
    for row in rows:
        row.types, faults = _types(row)
        sources = {_key(row.cells["source"])} if "source" in row.cells and row.sheet != "sources" else set()
        sources |= {
            passages[name]
            for name in _names(row.cells.get("evidence", ""))
            if name in passages and row.sheet != "sources"
        }
        text, made = row.cells.get("id", "").removeprefix("id:").removeprefix(ID), ""
        if row.sheet == "sources":
            made = text or slug(row.cells.get("label_en", ""))
            # A work that another source names belongs to that source; a source of its own has rows.
            named = {passages[name] for name in _names(row.cells.get("evidence", "")) if name in passages}
            row.source = made if not named or made in named else sorted(named)[0]
        elif len(sources) == 1:
            row.source = sources.pop()
        elif sources:
            faults.append(problem(row.at("evidence"), Fault("two-sources", sources=", ".join(sorted(sources)))))
        elif len(main := own[_together(row)]) == 1:
            row.source = next(iter(main))
        made = made or text or ids.get((row.sheet, normal(row.cells.get("label_en", ""))), "") or _new(row)
        if not is_id(made):
            proposal = slug(made) or "an-id"
            faults.append(problem(row.at("id"), Fault("bad-id", text=text or made, proposal=proposal)))
            made = proposal
        row.iri = ID + made
        if row.iri in taken:
            other = taken[row.iri]
            fault = Fault("id-twice", id=made, row=other.place.row, sheet=other.sheet)
            faults.append(problem(row.at("id"), fault))
        taken.setdefault(row.iri, row)
        problems += faults
    _settle_sources(rows)
    for row in rows:
        problems += _against_known(row, known)
    for row in rows:
        known.add(row.iri, row.types, [row.cells[name] for name in _NAMED if name in row.cells])
        if row.sheet == "concepts" and "in_scheme" in row.cells:
            known.member(row.iri, row.cells["in_scheme"])
    return problems


_NAMED = (
    "label_en",
    "label_id",
    "label_ko",
    "source_name_en",
    "source_name_id",
    "source_name_ko",
    "title_en",
    "title_id",
    "title_ko",
)


def _together(row: Row) -> Path:
    """What belongs together: the sheets of a workbook, or the CSV files of a folder."""
    return row.place.file.parent if row.place.file.suffix.lower() in (".csv", ".tsv") else row.place.file


def _settle_sources(rows: list[Row]) -> None:
    """A row that names no source is of that of the first row that refers to it; one of theirs may in turn refer on."""
    by_id = {short(row.iri): row for row in rows if not row.source}
    waiting = deque(row for row in rows if row.source)
    while by_id and waiting:
        row = waiting.popleft()
        for name, column in columns(row.sheet).items():
            if column.kind == "thing":
                for each in _names(row.cells.get(name, "")):
                    if (other := by_id.pop(each, None)) is not None:
                        other.source = row.source
                        waiting.append(other)


def _types(row: Row) -> tuple[tuple[str, ...], list[Problem]]:
    """The classes of the row, the narrowest last: that of its kind and the widest of its sheet."""
    choices = classes(row.sheet)
    text = row.cells.get("class", "")
    kind = choices[0] if not text else ""
    if text:
        plain = normal(text).replace(" ", "").replace("-", "")
        kind = next((name for name in choices if normal(name) == plain), "")
    if not kind:
        fault = Fault("unknown-kind", nearest(text, choices, 1), text=text, known=", ".join(choices))
        return (PARA + choices[0],), [problem(row.at("class"), fault)]
    if row.sheet == "concepts":
        return ((SKOS + kind,) if "label_en" in row.cells else ()), []
    wide = "SubnationalActor" if kind in ("City", "Province") else choices[0]
    if row.sheet in ("parties", "places", "objectives-and-outcomes") and kind not in ("City", "Province"):
        wide = kind
    return tuple(dict.fromkeys((PARA + wide, PARA + kind))), []


def _against_known(row: Row, known: Known) -> list[Problem]:
    """A new party, place or source that has the name of a known one, under another id, is asked about."""
    kinds = _TOLD_APART.get(row.sheet)
    if kinds is None or row.iri in known.classes:
        return []
    for name in ("label_en", "label_id", "label_ko"):
        text = row.cells.get(name, "")
        decided = known.decided.get(normal(text))
        found = known.like(text, kinds) - {row.iri} if text and decided not in ("new", short(row.iri)) else set()
        if found:
            names = sorted(map(short, found))
            return [problem(row.at(name), Fault("known-already", names[:1], text=text, id=names[0]))]
    return []


def _new(row: Row) -> str:
    """The id of a row that has none: its name, for a record after that of its source."""
    made = slug(row.cells.get("label_en", "") or row.cells.get("quote", ""))
    if row.sheet == "accounts":
        made = slug(row.cells.get("account_of", "")) or made
    if row.sheet == "passages":
        return f"{row.source}-p-{made}"
    if row.sheet in _NO_PREFIX or not row.source or made.startswith(f"{row.source}-"):
        return made
    return f"{row.source}-{made}"


def _key(text: str) -> str:
    """The key of ``key[page]``."""
    return text.partition("[")[0].strip().removeprefix("id:")


def _names(text: str) -> list[str]:
    return [part.strip().removeprefix("id:") for part in text.split(";") if part.strip()]
