"""The values of properties of things, for further columns of a table."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pyoxigraph as ox

from paradiplomacy.errors import quoted
from paradiplomacy.rdf.facts import values
from paradiplomacy.rdf.namespaces import INTEGERS, REALS, XSD
from paradiplomacy.server.reconciliation.index import Index
from paradiplomacy.server.reconciliation.limits import MOST_GIVEN, CallError
from paradiplomacy.server.reconciliation.requests import ValuesCall

# Many programs that read JSON hold larger ones inexactly.
_LARGEST = 2**53
# A day or a moment in the form of the API's schemas; ``date`` tells whether the day exists.
_DATE = re.compile(
    r"(\d{4}-\d\d-\d\d)(T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?)?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)?", re.ASCII
)
_DATES = {XSD + "date": False, XSD + "dateTime": True}  # and whether it has a time


def extension(call: ValuesCall, index: Index, languages: Sequence[str]) -> dict[str, Any]:
    """The answer to ``call``; unknown things have no values. Raises CallError when a property is unknown."""
    (ids, properties), vocabulary = call, index.vocabulary
    columns = [(id_, vocabulary.property_named(id_), _settings(settings)) for id_, settings in properties]
    meta = []
    for id_, iri, _ in columns:
        kind = vocabulary.range(iri)
        type_ = {"type": vocabulary.reference(kind, languages)} if kind else {}
        meta.append({"id": id_, "name": vocabulary.name(iri, languages), **type_})
    rows = {id_: {pid: _cell(id_, iri, *settings, index, languages) for pid, iri, settings in columns} for id_ in ids}
    return {"meta": meta, "rows": rows}


def _cell(
    id_: str, predicate: str, limit: int, language: str, index: Index, languages: Sequence[str]
) -> list[dict[str, Any]]:
    thing = index.thing(id_)
    if thing is None:
        return []
    terms = values(index.store, ox.NamedNode(thing.iri), predicate)
    terms = [term for term in terms if not language or _language(term) in ("", language)]
    order = {tag: place for place, tag in enumerate(languages)}
    terms.sort(key=lambda term: (order.get(_language(term), len(order)), str(term)))
    found = (_value(term, index, languages) for term in terms)
    return [value for value in found if value][:limit]


def _value(term: object, index: Index, languages: Sequence[str]) -> dict[str, Any]:
    if isinstance(term, ox.NamedNode):
        number = index.number.get(term.value)
        if number is None:
            return {"str": term.value}
        thing = index.things[number]
        return {"id": thing.id, "name": thing.name(languages)}
    return _plain(term) if isinstance(term, ox.Literal) else {}  # {} for a blank node


def _plain(literal: ox.Literal) -> dict[str, Any]:
    """The literal in the type of the API that holds it exactly, else as text; a year is text."""
    text, datatype = literal.value, literal.datatype.value
    try:
        if datatype in INTEGERS and len(text) < 20 and abs(int(text)) <= _LARGEST:
            return {"int": int(text)}
        if datatype in REALS and math.isfinite(float(text)):
            return {"float": float(text)}
        found = _DATE.fullmatch(text) if datatype in _DATES else None
        if found and date.fromisoformat(found[1]) and bool(found[2]) == _DATES[datatype]:
            return {"date": f"{found[1]}{found[2] or 'T00:00:00'}{found[3] or ''}"}
    except ValueError:
        pass  # it is not a value of its type
    return {"str": text}


def _language(term: object) -> str:
    return term.language or "" if isinstance(term, ox.Literal) else ""


def _settings(settings: Mapping[str, Any]) -> tuple[int, str]:
    """The most values and the language; clients also send the number as text, and "" for no setting."""
    limit, language = settings.get("limit") or 0, settings.get("lang") or ""
    if isinstance(limit, str) and limit.strip().isdecimal() and len(limit) < 10:
        limit = int(limit)
    if isinstance(limit, bool) or not isinstance(limit, int | float) or not 0 <= limit < 1e9 or limit != limit // 1:
        raise CallError(f'The setting "limit" is {quoted(str(limit))}, which is not a whole number from 0 on.')
    if not isinstance(language, str):
        raise CallError('The setting "lang" is not a text.')
    return min(int(limit) or MOST_GIVEN, MOST_GIVEN), language.strip()


_ALL = f"0 for all, up to {MOST_GIVEN}"
_EVERY = "such as id; empty for all"
PROPERTY_SETTINGS = [
    {"name": "limit", "label": "most values", "type": "number", "default": 0, "help_text": _ALL},
    {"name": "lang", "label": "language of texts", "type": "text", "default": "", "help_text": _EVERY},
]
