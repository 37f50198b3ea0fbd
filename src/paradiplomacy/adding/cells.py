"""From the text of a cell to the terms that it stands for, by the kind of its column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

import pyoxigraph as ox

from paradiplomacy.adding.columns import Column, columns, table
from paradiplomacy.adding.dates import DAY, EDTF, MONTH, YEAR, Moment, read_date, read_month
from paradiplomacy.adding.known import Known
from paradiplomacy.names.spellings import normal
from paradiplomacy.rdf.namespaces import PARA, XSD, expanded
from paradiplomacy.tables.problems import Fault

#: What a cell says where the source says nothing of what the column asks.
SILENT = frozenset(map(normal, ("source silent", "sumber tidak menyebut", "silent", "tidak disebut")))
_MAY_BE_SILENT = ("when", "date", "year", "month", "integer", "decimal", "duration", "thing", "concept")
SINCE_YEAR = ox.NamedNode(PARA + "sinceYear")
SILENT_ON = ox.NamedNode(PARA + "silentOn")
_SEPARATOR = re.compile(r"(?<!\\);")
_UNITS = {
    "D": ["days", "day", "hari", "d", "일", "박"],
    "W": ["weeks", "week", "minggu", "pekan", "w", "주", "주일"],
    "M": ["months", "month", "bulan", "개월"],
    "Y": ["years", "year", "tahun", "y", "년"],
}
_ISO_DURATION = re.compile(r"P(?=\d)(\d+Y)?(\d+M)?(\d+D)?")
_node = cache(ox.NamedNode)  # of properties, which are few
Pair = tuple[ox.NamedNode, ox.NamedNode | ox.Literal]


def parts(text: str, column: Column) -> list[str]:
    """The values of a cell: several where the column takes them, between semicolons (``\\;`` is one within a value)."""
    if not column.many:
        return [text]
    return [part.strip().replace("\\;", ";") for part in _SEPARATOR.split(text) if part.strip()]


def read_cell(text: str, column: Column, sheet: str, known: Known, language: str, order: str) -> Iterator[Pair]:
    """The pairs of property and value that a cell stands for; ``language`` is that of the quote of its row.

    Raises Fault with what is wrong.
    """
    if column.kind in _MAY_BE_SILENT and normal(text) in SILENT:
        yield SILENT_ON, _property(column)
        return
    if not column.many:
        yield from _PAIRS[column.kind](text, column, sheet, known, language, order)
        return
    found: dict[object, str] = {}
    for part in parts(text, column):
        for pair in _PAIRS[column.kind](part, column, sheet, known, language, order):
            if pair in found and column.kind in ("thing", "concept"):
                raise Fault("same-twice", text=found[pair], other=part, id=str(pair[1]).rpartition("/")[2].rstrip(">"))
            found[pair] = part
            yield pair


def _property(column: Column) -> ox.NamedNode:
    return _node(column.properties[0])


def _typed(read: Callable[[str, str], str], datatype: str) -> Callable[..., Iterator[Pair]]:
    def pairs(text: str, column: Column, sheet: str, known: Known, language: str, order: str) -> Iterator[Pair]:
        yield _property(column), ox.Literal(read(text, order), datatype=ox.NamedNode(XSD + datatype))

    return pairs


def _text(text: str, column: Column, sheet: str, known: Known, language: str, order: str) -> Iterator[Pair]:
    yield _property(column), ox.Literal(text, language=language if column.language == "*" else column.language)


def _string(text: str, column: Column, sheet: str, known: Known, language: str, order: str) -> Iterator[Pair]:
    if column.kind == "language" and not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", text):
        raise Fault("not-a-language", text=text)
    if column.properties:
        yield _property(column), ox.Literal(text)


def _iri(text: str, column: Column, sheet: str, known: Known, language: str, order: str) -> Iterator[Pair]:
    if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", text):
        raise Fault("not-an-address", text=text)
    yield _property(column), ox.NamedNode(text)


def _thing(text: str, column: Column, sheet: str, known: Known, language: str, order: str) -> Iterator[Pair]:
    yield _property(column), ox.NamedNode(known.find(text, column.values))


def _concept(text: str, column: Column, sheet: str, known: Known, language: str, order: str) -> Iterator[Pair]:
    yield _property(column), ox.NamedNode(known.concept(text, column.values[0]))


def _silent(text: str, column: Column, sheet: str, known: Known, language: str, order: str) -> Iterator[Pair]:
    """A column of the sheet by its name or title, a property by its name, or a sector."""
    key = normal(text.replace("_", " "))
    for other in columns(sheet).values():
        names = [
            other.name.replace("_", " "),
            *other.title.values(),
            *(iri.rpartition("#")[2] for iri in other.properties),
        ]
        if other.properties and key in map(normal, names):
            exact = [iri for iri in other.properties if normal(iri.rpartition("#")[2]) == key]
            yield SILENT_ON, ox.NamedNode((exact or other.properties)[0])
            return
    if ":" in text:
        yield SILENT_ON, ox.NamedNode(expanded(text))
        return
    if text in _properties():
        yield SILENT_ON, ox.NamedNode(PARA + text)
        return
    try:
        yield SILENT_ON, ox.NamedNode(known.concept(text, "sectors"))
    except Fault:
        try:
            yield SILENT_ON, ox.NamedNode(known.find(text, ("Sector",)))
        except Fault:
            raise Fault("unknown-property", text=text, known=", ".join(list(columns(sheet))[5:12])) from None


@cache
def _properties() -> frozenset[str]:
    """The local names of the properties of all sheets."""
    return frozenset(iri.removeprefix(PARA) for column in table() for iri in column.properties if iri.startswith(PARA))


def _when(text: str, column: Column, sheet: str, known: Known, language: str, order: str) -> Iterator[Pair]:
    moment = read_date(text, order)
    if len(column.properties) == 1:  # such as dcterms:issued, which is as exact as its value
        if moment.datatype == EDTF or moment.goes_on:
            raise Fault("not-a-date", text=text)
        yield _property(column), _literal(moment)
        return
    if moment.goes_on:
        yield SINCE_YEAR, ox.Literal(moment.value[:4], datatype=ox.NamedNode(YEAR))
        if moment.datatype == YEAR:
            return
    place = (DAY, MONTH, YEAR, EDTF).index(moment.datatype)
    yield _node(column.properties[place]), _literal(moment)


def _literal(moment: Moment) -> ox.Literal:
    return (
        ox.Literal(moment.value)
        if moment.datatype == EDTF
        else ox.Literal(moment.value, datatype=ox.NamedNode(moment.datatype))
    )


def _day(text: str, order: str) -> str:
    moment = read_date(text, order)
    if moment.datatype != DAY or moment.goes_on:
        raise Fault("only-a-day", text=text)
    return moment.value


def _year(text: str, order: str) -> str:
    moment = read_date(text, order)
    if moment.datatype != YEAR:
        raise Fault("only-a-year", text=text)
    return moment.value


def _integer(text: str, order: str) -> str:
    if not re.fullmatch(r"\d{1,3}([ .,]\d{3})+|\d+", text):
        raise Fault("not-a-number", text=text)
    return str(int(re.sub(r"\D", "", text)))


def _decimal(text: str, order: str) -> str:
    plain = text.replace(",", ".")
    if not re.fullmatch(r"\d+(\.\d+)?", plain):
        raise Fault("not-a-decimal", text=text)
    return plain if "." in plain else f"{plain}.0"


def read_duration(text: str, order: str = "") -> str:
    """The lexical form of xsd:duration; a week is seven days, because it has none."""
    if _ISO_DURATION.fullmatch(text.strip()):
        return text.strip()
    match = re.fullmatch(r"(?:every\s+|setiap\s+|tiap\s+)?(\d+)?\s*(\w+)", text.strip().casefold())
    unit = next((unit for unit, words in _UNITS.items() if match and match[2] in words), "")
    if not match or not unit:
        raise Fault("not-a-duration", text=text)
    number = int(match[1] or 1)
    return f"P{7 * number}D" if unit == "W" else f"P{number}{unit}"


_PAIRS: dict[str, Callable[..., Iterator[Pair]]] = {
    "text": _text,
    "string": _string,
    "language": _string,
    "iri": _iri,
    "thing": _thing,
    "concept": _concept,
    "property": _silent,
    "when": _when,
    "date": _typed(_day, "date"),
    "year": _typed(_year, "gYear"),
    "month": _typed(lambda text, order: read_month(text), "gMonth"),
    "integer": _typed(_integer, "integer"),
    "decimal": _typed(_decimal, "decimal"),
    "duration": _typed(read_duration, "duration"),
}
#: The kinds of column that are read by themselves; the others belong to the row as a whole.
READ = frozenset(_PAIRS)
