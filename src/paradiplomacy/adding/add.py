"""Add what stands in tables to a project: read, name, make, check, and write all of it or nothing."""

from __future__ import annotations

import contextlib
import csv
import gc
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from paradiplomacy.adding.check import check, waiver_cells
from paradiplomacy.adding.columns import columns, sheets
from paradiplomacy.adding.decisions import IDS, NAMES, Decisions, read_decisions
from paradiplomacy.adding.folders import locked, replace
from paradiplomacy.adding.known import Known
from paradiplomacy.adding.rows import WAIVERS, Row, name_rows, recognise
from paradiplomacy.adding.triples import Made, make
from paradiplomacy.auditing.waivers import WAIVER_COLUMNS
from paradiplomacy.errors import UsageError
from paradiplomacy.rdf.facts import Node, Said, Value
from paradiplomacy.rdf.namespaces import ID, OA, PARA, short
from paradiplomacy.rdf.read import load_store
from paradiplomacy.rdf.write import turtle
from paradiplomacy.release import home, named_graphs
from paradiplomacy.tables.problems import Fault, Place, Problem, problem
from paradiplomacy.tables.read import Sheet, read_sheets

# What only records, passages, their selectors, sources and groups of members have.
_OF_RECORDS = frozenset(
    (PARA + "assertionKind", OA + "hasSource", OA + "exact", OA + "start", PARA + "sourceKind", PARA + "memberRole")
)
_EVIDENCE = PARA + "evidence"


@dataclass
class Added:
    """What a run did or would do: the problems, the new ids by sheet, and the changed records of each source.

    ``changes`` maps a source to the ids that were added, changed and removed. ``files`` are those to be written.
    """

    problems: list[Problem] = field(default_factory=list)
    new: list[tuple[str, str, str]] = field(default_factory=list)
    changes: dict[str, tuple[list[str], list[str], list[str]]] = field(default_factory=dict)
    drafts: int = 0
    files: dict[str, dict[str, bytes]] = field(default_factory=dict)

    @property
    def failed(self) -> bool:
        """Whether anything is wrong that forbids writing."""
        return any(each.level == "error" for each in self.problems)


def add(
    paths: Sequence[Path],
    root: Path | None = None,
    encoding: str = "",
    order: str = "",
    draft: bool = False,
    dry: bool = False,
) -> Added:
    """Add the tables of the files to the project at ``root`` (that of this package unless given).

    ``order`` is day-first or month-first; with ``draft`` the rows with problems are kept apart and the others written;
    with ``dry`` nothing is. Raises UnreadableInput and UsageError as ``read_sheets`` and ``locked`` do.
    """
    top = root or home()
    if dry:
        with _uncollected():
            return _plan(paths, top, encoding, order, draft)
    with locked(top), _uncollected():
        added = _plan(paths, top, encoding, order, draft)
        if added.files and not added.failed:
            replace(top, added.files)
    return added


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Without the search for circles of objects, of which there are none among millions of cells and terms."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _plan(paths: Sequence[Path], root: Path, encoding: str, order: str, draft: bool) -> Added:
    tables, problems = read_sheets(paths, encoding)
    rows, waivers, found = recognise(tables)
    problems += found
    if not rows:
        if problems:
            return Added(problems)
        raise UsageError(f"{paths[0]} has no row below its header; fill in a row, or see add --template.")
    sources = _sources(rows)
    waivers += _kept_waivers(root, sources if not waivers else ())
    background = _background(root, sources)
    graph = load_store(background)
    graph.extend(_parties_of(root, sources))
    decisions = read_decisions(root, sources)
    decisions.follow(rows)
    known = Known(graph, decisions.all_names())
    problems += name_rows(rows, known, decisions.ids)
    problems += _foreign(rows, root)
    unfinished: list[Row] = []
    lacks: list[Problem] = []
    while True:
        made, found = make(rows, known, order)
        # What is told of a cell already needs no second sentence about what follows from it.
        told = {each.place for each in (*problems, *found) if each.level == "error"}
        # The engines of the checks leave the interpreter to the writing.
        with ThreadPoolExecutor(1) as beside:
            writing = beside.submit(_written, made)
            found += [each for each in check(made, graph, waivers) if each.place not in told]
            written = writing.result()
        bad = _rows_of(rows, [each for each in (*problems, *found) if each.level == "error"])
        if not (draft and bad):
            break
        # A row that another unfinished row is needed by comes to light only once that one is gone.
        unfinished += bad
        rows = _without(rows, bad)
        kept = [each for each in problems if each.level != "error"]
        drafted = [each for each in (*problems, *found) if each.level == "error"]
        lacks += drafted
        problems = kept + [Problem(each.place, each.rule, each.messages, each.near, "warning") for each in drafted]
        known = Known(graph, decisions.all_names())
        problems += [each for each in name_rows(rows, known, decisions.ids) if each.level != "error"]
        if not rows:
            break
    added = Added(_unique([*problems, *found]), drafts=len(unfinished))
    added.new = [(row.sheet, row.cells.get("label_en", ""), short(row.iri)) for row in rows if "id" not in row.cells]
    own: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        own[row.source].append(row)
    for source in sorted(made.triples):
        added.files[source] = _files(source, written[source], made, own[source], unfinished, lacks, waivers, decisions)
    _compare(added, made, root)
    return added


def _sources(rows: Iterable[Row]) -> set[str]:
    """The sources of which the rows are, before they have been named: what the cells say."""
    said = {
        row.cells.get("source", "").partition("[")[0].strip().removeprefix("id:")
        for row in rows
        if row.sheet != "sources"
    }
    return (said | {row.cells.get("id", "") for row in rows if row.sheet == "sources"}) - {""}


def _background(root: Path, sources: set[str]) -> list[Path]:
    """The files of the release and of the project, without those of the sources that are added."""
    graphs = dict(named_graphs(root if (root / "ontology").is_dir() else None))
    if not (root / "ontology").is_dir() and (root / "data").is_dir():
        for path in sorted((root / "data").rglob("*.ttl")):
            graphs.setdefault(f"{ID}graph-{path.relative_to(root / 'data').parts[0].removesuffix('.ttl')}", []).append(
                path
            )
    left = {f"{ID}graph-{source}" for source in sources}
    return [path for name, paths in graphs.items() if name not in left for path in paths]


def _kept_waivers(root: Path, sources: Iterable[str]) -> list[Sheet]:
    """The lists of waivers that lie in the folders of the sources."""
    files = [root / "data" / source / f"{WAIVERS}.csv" for source in sorted(sources)]
    return read_sheets([file for file in files if file.is_file()])[0]


def _parties_of(root: Path, sources: set[str]) -> Iterator[ox.Quad]:
    """In a project of one's own: the parties, places and concepts that the released graph of a source describes.

    So a source can be coded anew with the things that are known; its records are left out.
    """
    if (root / "ontology").is_dir():
        return
    for name, paths in named_graphs().items():
        if name.removeprefix(f"{ID}graph-") in sources:
            store = load_store(paths)
            coded = {quad.subject for quad in store if quad.predicate.value in _OF_RECORDS}
            yield from (quad for quad in store if quad.subject not in coded and quad.predicate.value != _EVIDENCE)


def _foreign(rows: Iterable[Row], root: Path) -> list[Problem]:
    """Sources of the project that were not made from tables are not replaced by tables."""
    found = []
    for source in sorted({row.source for row in rows} - {""}):
        folder = root / "data" / source
        if any(folder.glob("*.ttl")) and not (folder / "raw").is_dir():
            row = next(row for row in rows if row.source == source)
            found.append(problem(row.at("id"), Fault("foreign-source", id=source)))
    return found


def _rows_of(rows: list[Row], problems: Iterable[Problem]) -> list[Row]:
    places = {(each.place.file, each.place.sheet, each.place.row) for each in problems}
    return [row for row in rows if (row.place.file, row.place.sheet, row.place.row) in places]


def _without(rows: Iterable[Row], bad: Iterable[Row]) -> list[Row]:
    left_out = set(map(id, bad))  # two rows may say the same
    return [row for row in rows if id(row) not in left_out]


def _unique(problems: Iterable[Problem]) -> list[Problem]:
    kept: dict[tuple[object, ...], Problem] = {}
    for each in problems:
        kept.setdefault((each.place, each.text()), each)
    return sorted(
        kept.values(), key=lambda each: (str(each.place.file), each.place.sheet, each.place.row, each.place.column)
    )


def _written(made: Made) -> dict[str, str]:
    """The Turtle of each source."""
    return {source: turtle(said) for source, said in made.triples.items()}


def _files(
    source: str,
    text: str,
    made: Made,
    own: list[Row],
    unfinished: list[Row],
    lacks: Iterable[Problem],
    waivers: Iterable[Sheet],
    decisions: Decisions,
) -> dict[str, bytes]:
    """The files of the folder of a source: its Turtle (``text``), its ``own`` rows as received and our decisions."""
    head = "# Made by paradiplomacy add from the tables in raw/; edit those and run it again.\n\n"
    files = {f"{source}.ttl": (head + text).encode()}
    for folder, kept in (("raw", own), ("etc/draft", [row for row in unfinished if row.source in (source, "")])):
        by_sheet: dict[str, list[Row]] = {sheet: [] for sheet in sheets()}
        for each in kept:
            by_sheet[each.sheet].append(each)
        for sheet, found in by_sheet.items():
            if found:
                filled = {name for each in found for name, cell in each.received.items() if cell}
                used = [name for name in columns(sheet) if name in filled]
                files[f"{folder}/{sheet}.csv"] = _csv(
                    used, ([each.received.get(name, "") for name in used] for each in found)
                )
    drafts = {row.at(): row for row in unfinished if row.source in (source, "")}
    told = [
        (row.sheet, row.cells.get("label_en", ""), each.text("en"), each.text("id"))
        for each in _unique(lacks)
        if (row := drafts.get(Place(each.place.file, each.place.sheet, each.place.row)))
    ]
    if told:
        files["etc/lacks.csv"] = _csv(("sheet", "name", "en", "id"), told)
    made_ids = [(row.sheet, row.cells.get("label_en", ""), short(row.iri)) for row in own if "id" not in row.cells]
    if made_ids:
        files["etc/ids.csv"] = _csv(IDS, sorted(made_ids))
    if names := decisions.names.get(source):
        files["etc/names.csv"] = _csv(NAMES, sorted(names.items()))
    listed = [
        [cells[column] for column in WAIVER_COLUMNS]
        for sheet in waivers
        for cells in waiver_cells(sheet).values()
        if (row := made.rows.get(ID + cells["subject"].removeprefix("id:"))) is None or row.source == source
    ]
    if listed:
        files[f"{WAIVERS}.csv"] = _csv(WAIVER_COLUMNS, listed)
    return files


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([header, *rows])
    return text.getvalue().encode()


def _compare(added: Added, made: Made, root: Path) -> None:
    """What differs from what the folders hold, by things; a folder that is alike is not written again."""
    for source, files in list(added.files.items()):
        folder = root / "data" / source
        old, new = folder / f"{source}.ttl", made.triples[source]
        if not old.is_file():
            added.changes[source] = (_names(new), [], [])
        elif old.read_bytes() == files[old.name]:
            added.changes[source] = ([], [], [])
        else:
            before = Said(load_store([old]))
            shared = new.keys() & before.keys()
            changed = [node for node in shared if _content(new[node]) != _content(before[node])]
            added.changes[source] = (
                _names(new.keys() - before.keys()),
                _names(changed),
                _names(before.keys() - new.keys()),
            )
        present = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
        ours = {name: path for name, path in present.items() if name in files or name.startswith(("raw/", "etc/"))}
        if ours.keys() == files.keys() and all(ours[name].read_bytes() == content for name, content in files.items()):
            del added.files[source]


def _names(nodes: Iterable[Node]) -> list[str]:
    return sorted(short(node.value) for node in nodes if isinstance(node, ox.NamedNode))


def _content(told: Mapping[ox.NamedNode, list[Value]]) -> dict[ox.NamedNode, set[Value]]:
    return {predicate: set(found) for predicate, found in told.items()}
