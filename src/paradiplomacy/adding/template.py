"""Tables to fill in: CSV files and a workbook with examples from our own data, and their description for machines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

import pyoxigraph as ox

from paradiplomacy.adding.columns import Column, as_words, columns, sheets
from paradiplomacy.adding.export import Table, as_csv, tables
from paradiplomacy.names.labels import label_of
from paradiplomacy.rdf.facts import subjects
from paradiplomacy.rdf.namespaces import ID, OA, PARA, SKOS
from paradiplomacy.tables.workbook import Form, forms

#: The things of the article that the examples show: an agreement with what hangs on it.
EXAMPLES = (
    *("medan-gwangju", "medan-gwangju-loi-1997", "medan-gwangju-mou-1997", "medan-gwangju-student-exchange"),
    *("gwangju-students-medan-2012", "gwangju-students-medan-2012-students", "jalan-medan", "busan-port-rank"),
    *("objective-promote-surabaya", "kesawan", "usu", "claim-milestone", "surabaya-busan-coastal-cities"),
)
#: The account that another source gives of one of them.
ACCOUNTS = ("jnnews-2008-jalan-medan",)
_CSVW = {
    "integer": "integer",
    "decimal": "decimal",
    "year": "gYear",
    "iri": "anyURI",
    "duration": "string",
}
_FRICTIONLESS = {"integer": "integer", "decimal": "number"}
_EXAMPLE = {"en": "example: ", "id": "contoh: "}


def template(graph: ox.Store, lists: ox.Store) -> dict[str, bytes]:
    """The files of the template, by name: a CSV for each sheet, one workbook, and two descriptions of the columns.

    ``graph`` holds the data from which the examples are taken and ``lists`` the concept schemes. Every row that
    begins with # is a remark: the titles, what to write, and the examples; ``add`` leaves them out.
    """
    shown = _examples(graph)
    files = {f"{sheet}.csv": as_csv(_table(sheet, shown.get(sheet))).encode() for sheet in sheets()}
    files["paradiplomacy.xlsx"] = forms(form(sheet, lists, shown.get(sheet)) for sheet in sheets())
    files["csv-metadata.json"] = _json(csvw())
    files["datapackage.json"] = _json(datapackage())
    return files


def form(sheet: str, lists: ox.Store, example: Table | None = None, rows: Sequence[Sequence[str]] = ()) -> Form:
    """A sheet of the workbook: titles in both languages, what to write as a note, and lists of the values."""
    names = list(columns(sheet).values())
    notes = {place: f"{column.help['en']}\n\n{column.help['id']}" for place, column in enumerate(names)}
    choices = {place: found for place, column in enumerate(names) if (found := _choices(column, lists))}
    header = [f"{column.title['en']} / {column.title['id']}" for column in names]
    return Form(sheet, header, _aligned(sheet, example), rows, notes, choices)


def csvw() -> dict[str, Any]:
    """The columns as CSV on the Web describes them: the property of each, its datatype and what parts its values."""
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "dialect": {"commentPrefix": "#"},
        "tables": [
            {
                "url": f"{sheet}.csv",
                "tableSchema": {
                    "columns": [_csvw_column(sheet, column) for column in columns(sheet).values()],
                },
            }
            for sheet in sheets()
        ],
    }


def datapackage() -> dict[str, Any]:
    """The columns as a tabular data package describes them."""
    return {
        "profile": "tabular-data-package",
        "name": "paradiplomacy-tables",
        "title": "Tables of what a source says of sister cities",
        "resources": [
            {
                "name": sheet,
                "path": f"{sheet}.csv",
                "profile": "tabular-data-resource",
                "dialect": {"commentChar": "#"},
                "schema": {"fields": [_field(sheet, column) for column in columns(sheet).values()]},
            }
            for sheet in sheets()
        ],
    }


def _csvw_column(sheet: str, column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": column.name,
        "titles": {"en": [column.name, column.title["en"]], "id": [column.title["id"]]},
    }
    found["dc:description"] = [{"@value": text, "@language": language} for language, text in column.help.items()]
    if len(column.properties) == 1:
        found["propertyUrl"] = column.properties[0]
    found["datatype"] = _CSVW.get(column.kind, "string")
    if column.language not in ("", "*"):
        found["lang"] = column.language
    if column.many:
        found["separator"] = ";"
    if sheet in column.required:
        found["required"] = True
    return found


def _field(sheet: str, column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": column.name,
        "title": column.title["en"],
        "description": column.help["en"],
        "type": "string" if column.many else _FRICTIONLESS.get(column.kind, "string"),
    }
    if column.properties:
        found["rdfType"] = column.properties[0]
    if sheet in column.required:
        found["constraints"] = {"required": True}
    return found


def _choices(column: Column, lists: ox.Store) -> list[str]:
    """What a drop-down list offers; none for a column that takes several values, which a list cannot give."""
    if column.kind == "class" and len(column.values) > 1:
        return [as_words(name) for name in column.values]
    if column.kind == "concept" and not column.many:
        scheme = ox.NamedNode(ID + column.values[0])
        found = subjects(lists, ox.NamedNode(SKOS + "inScheme"), scheme)
        return sorted(label_of(lists, node, "en") for node in found)
    return []


def _table(sheet: str, example: Table | None) -> Table:
    names = list(columns(sheet).values())
    titles = [[column.title[language] for column in names] for language in ("en", "id")]
    helps = [[column.help[language] for column in names] for language in ("en", "id")]
    remarks = [[f"# {row[0]}", *row[1:]] for row in (*titles, *helps)]
    return [column.name for column in names], [*remarks, *_aligned(sheet, example)]


def _aligned(sheet: str, example: Table | None) -> list[list[str]]:
    """The rows of an example under all columns of its sheet, as remarks."""
    if example is None:
        return []
    header, rows = example
    found = []
    for row in rows:
        cells = dict(zip(header, row, strict=True))
        found.append([f"# {_EXAMPLE['en']}{cells['id']}", *(cells.get(name, "") for name in list(columns(sheet))[1:])])
    return found


def _examples(graph: ox.Store) -> dict[str, Table]:
    """The tables of the example things, their passages, and the sources of these."""
    wanted = {ID + name for name in (*EXAMPLES, *ACCOUNTS)}
    known = {quad.subject.value for quad in graph if isinstance(quad.subject, ox.NamedNode)}
    for predicate in (PARA + "evidence", OA + "hasSource", OA + "hasSelector"):
        for iri in sorted(wanted):
            wanted |= {
                quad.object.value
                for quad in graph.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(predicate), None, None)
                if isinstance(quad.object, ox.NamedNode)
            }
    return tables(_of(graph, wanted & known))


def _of(graph: ox.Store, things: Iterable[str]) -> Iterable[ox.Quad]:
    for iri in things:
        yield from graph.quads_for_pattern(ox.NamedNode(iri), None, None, None)


def _json(data: dict[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
