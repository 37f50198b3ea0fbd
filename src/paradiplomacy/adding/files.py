"""The folders and files that ``add`` writes beside a project: templates, exports, workbooks for a second coder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyoxigraph as ox

from paradiplomacy.adding.columns import columns, sheets
from paradiplomacy.adding.export import as_csv, tables
from paradiplomacy.adding.template import form, template
from paradiplomacy.errors import UsageError, suggestion
from paradiplomacy.names.labels import label_of
from paradiplomacy.rdf.facts import TYPE, subjects
from paradiplomacy.rdf.namespaces import ID, PARA, short
from paradiplomacy.rdf.read import load_store
from paradiplomacy.rdf.write import write_whole
from paradiplomacy.release import home, named_graphs
from paradiplomacy.tables.workbook import Form, forms

_NAMED = ("SubnationalActor", "State", "Agreement", "Instrument", "Activity", "Delegation", "Commemoration", "Place")


def write_template(folder: Path) -> list[str]:
    """Write the template into ``folder``; the names of the files. Raises UsageError when the folder holds anything."""
    graphs = named_graphs()
    data = load_store([path for name, paths in graphs.items() if name.startswith(ID) for path in paths])
    return _write(folder, template(data, load_store(_lists())))


def write_export(folder: Path, source: str) -> list[str]:
    """Write the graph of a source (its id) as tables into ``folder``; the names of the files.

    Raises UsageError for an unknown source, and for a triple that no column holds.
    """
    files = _files_of(source)
    found = {f"{sheet}.csv": as_csv(table).encode() for sheet, table in tables(load_store(files)).items()}
    for path in sorted({file.parent for file in files}):
        if (waivers := path / "waivers.csv").is_file():
            found[waivers.name] = waivers.read_bytes()
    return _write(folder, found)


def write_recode(target: Path, source: str) -> None:
    """Write a workbook in which a second person codes the same source without seeing what the first one coded.

    It holds the row of the source, the things that are known already, and empty sheets for all else.
    """
    own = tables(load_store(_files_of(source)))["sources"]
    rows = [dict(zip(own[0], row, strict=True)) for row in own[1]]
    row = next(each for each in rows if each["id"] == source)
    unseen = ("evidence", "references", "silent_on")
    kept = ["" if name in unseen else row.get(name, "") for name in columns("sources")]
    lists = load_store(_lists())
    known = load_store([path for paths in named_graphs().values() for path in paths])
    things = sorted(
        [short(node.value), label_of(known, node, "en"), kind]
        for kind in _NAMED
        for node in subjects(known, TYPE, ox.NamedNode(PARA + kind))
    )
    pages = [form(sheet, lists, rows=[kept] if sheet == "sources" else ()) for sheet in sheets()]
    data = forms([*pages, Form("_known", ["id", "name", "kind"], rows=things)])
    if target.suffix.lower() != ".xlsx":
        raise UsageError(f"{target}: a workbook ends in .xlsx; give such a name.")
    write_whole(target, data)


def _lists() -> list[Path]:
    top = home()
    return [top / "ontology" / "schemes.ttl", *(path for path in sorted((top / "data").rglob("concepts.ttl")))]


def _files_of(source: str) -> list[Path]:
    graphs = {name.removeprefix(f"{ID}graph-"): paths for name, paths in named_graphs().items() if name.startswith(ID)}
    if source not in graphs:
        raise UsageError(f'No source of the graph has the id "{source}"; {suggestion(source, graphs)}')
    return graphs[source]


def _write(folder: Path, files: Mapping[str, bytes]) -> list[str]:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is not an empty folder; name a new one.")
    for name, content in files.items():
        write_whole(folder / name, content)
    return sorted(files)
