"""From the graph of a source back to tables: what ``add`` makes the same triples of."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable

import pyoxigraph as ox

from paradiplomacy.adding.columns import Column, classes, columns, sheets
from paradiplomacy.errors import UsageError
from paradiplomacy.rdf.facts import TYPE
from paradiplomacy.rdf.namespaces import DCTERMS, ID, OA, PARA, PREFIXES, SKOS, prefixed, short

_QUOTE, _POSITION = OA + "TextQuoteSelector", OA + "TextPositionSelector"
_OF_GRAPH = (PREFIXES["void"] + "subset", DCTERMS + "source")
_YEARS = re.compile(r"P(\d+)([YMD])")
Table = tuple[list[str], list[list[str]]]


def tables(quads: Iterable[ox.Quad]) -> dict[str, Table]:
    """Sheet → its header and rows, for the triples of one source.

    Raises UsageError for a triple that no column holds.
    """
    said: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
            said[quad.subject.value][quad.predicate.value].append(quad.object)
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for iri in sorted(said):
        types = {node.value for node in said[iri].get(TYPE.value, ())}
        if types & {_QUOTE, _POSITION} or _describes_graph(said[iri], types):
            continue
        sheet = _sheet(types)
        found[sheet].append(_row(iri, sheet, types, said))
    return {sheet: _table(sheet, found[sheet]) for sheet in sheets() if sheet in found}


def as_csv(table: Table) -> str:
    """A table as CSV, the header first."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([table[0], *table[1]])
    return text.getvalue()


def _describes_graph(node: dict[str, list[ox.NamedNode | ox.Literal]], types: set[str]) -> bool:
    return PREFIXES["void"] + "Dataset" in types or set(node) <= set(_OF_GRAPH)


def _sheet(types: set[str]) -> str:
    """The sheet that takes a thing of these classes; a thing without one only adds to a concept of ours."""
    names = {name.removeprefix(PARA).removeprefix(SKOS) for name in types} or {"Concept"}
    fitting = [sheet for sheet in sheets() if names & set(classes(sheet))]
    if not fitting:
        raise UsageError(f"No sheet takes things of the class {', '.join(sorted(map(prefixed, types)))}.")
    return fitting[0]


def _row(
    iri: str, sheet: str, types: set[str], said: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]]
) -> dict[str, str]:
    row = {"id": short(iri), "class": _narrowest(sheet, types)}
    statements = [(prop, value) for prop, values in said[iri].items() for value in values if prop != TYPE.value]
    if sheet == "passages":
        for selector in said[iri].get(OA + "hasSelector", ()):
            statements += [
                (prop, each) for prop, values in said[selector.value].items() for each in values if prop != TYPE.value
            ]
        statements = [pair for pair in statements if pair[0] != OA + "hasSelector"]
        tags = [value.language for prop, value in statements if prop == OA + "exact" and isinstance(value, ox.Literal)]
        row["quote_language"] = (tags[0] if tags else "") or ""
    cells: dict[str, list[str]] = defaultdict(list)
    for prop, value in sorted(statements, key=lambda pair: (pair[0], str(pair[1]))):
        if prop == PREFIXES["bibo"] + "pages" and sheet == "passages":
            continue
        column = _column(sheet, prop, value, iri)
        cells[column.name].append(_cell(value, column))
    for name, values in cells.items():
        if len(values) > 1 and not columns(sheet)[name].many:
            raise UsageError(f"{short(iri)} has {len(values)} values for the column {name}, which takes one.")
        row[name] = "; ".join(value.replace(";", "\\;") for value in values) if columns(sheet)[name].many else values[0]
    if pages := said[iri].get(PREFIXES["bibo"] + "pages", []) if sheet == "passages" else []:
        row["source"] += f"[{pages[0].value}]"
    return row


def _narrowest(sheet: str, types: set[str]) -> str:
    names = [name for name in classes(sheet) if PARA + name in types or SKOS + name in types]
    return names[-1] if names else classes(sheet)[0]


def _column(sheet: str, prop: str, value: ox.NamedNode | ox.Literal, iri: str) -> Column:
    language = value.language if isinstance(value, ox.Literal) else None
    for column in columns(sheet).values():
        if prop in column.properties and _takes(column, prop, value) and column.language in ("", "*", language or ""):
            return column
    raise UsageError(f"No column of the sheet {sheet} holds {short(iri)} {prefixed(prop)} {value}.")


def _takes(column: Column, prop: str, value: ox.NamedNode | ox.Literal) -> bool:
    if column.kind == "when" and len(column.properties) > 1:
        return prop in column.properties
    return isinstance(value, ox.Literal) == (column.kind not in ("thing", "concept", "property", "iri", "source"))


def _cell(value: ox.NamedNode | ox.Literal, column: Column) -> str:
    if isinstance(value, ox.NamedNode):
        if column.kind == "property" and not value.value.startswith((PARA, ID)):
            return prefixed(value.value)
        return value.value if column.kind == "iri" or not value.value.startswith((PARA, ID)) else short(value.value)
    if column.kind == "duration" and (match := _YEARS.fullmatch(value.value)):
        return f"{match[1]} {({'Y': 'year', 'M': 'month', 'D': 'day'})[match[2]]}{'' if match[1] == '1' else 's'}"
    return value.value


def _table(sheet: str, rows: list[dict[str, str]]) -> Table:
    used = [name for name in columns(sheet) if any(row.get(name) for row in rows)]
    if len(classes(sheet)) == 1:
        used.remove("class")
    return used, [[row.get(name, "") for name in used] for row in rows]
