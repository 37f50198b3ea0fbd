"""Give the values of properties of things, for further columns of a table."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pyoxigraph as ox

from paradiplomacy.errors import quoted
from paradiplomacy.rdf.facts import values
from paradiplomacy.rdf.namespaces import XSD
from paradiplomacy.server.reconciliation.describing import Describing
from paradiplomacy.server.reconciliation.index import Names
from paradiplomacy.server.reconciliation.limits import MOST_GIVEN, Refusal
from paradiplomacy.server.reconciliation.requests import Wanted
from paradiplomacy.server.reconciliation.vocabulary import Terms

_INTEGERS = {XSD + name for name in ("integer", "int", "long", "short", "nonNegativeInteger", "positiveInteger")}
_REALS = {XSD + name for name in ("decimal", "double", "float")}
# Larger ones are no longer exact in the programs that read JSON.
_LARGEST = 2**53
# A day or a moment as the API's schemas take it; only the calendar knows which days there are.
_DATE = re.compile(
    r"(\d{4}-\d\d-\d\d)(T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?)?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)?", re.ASCII
)
_DATES = {XSD + "date": False, XSD + "dateTime": True}  # and whether a time belongs to it


class Extend:
    """Reads values from ``store``."""

    def __init__(self, store: ox.Store, names: Names, terms: Terms, describing: Describing) -> None:
        self._store, self._names, self._terms, self._describing = store, names, terms, describing

    def values(self, wanted: Wanted, languages: Sequence[str], in_lists: bool) -> dict[str, Any]:
        """The answer to ``wanted``, with rows ``in_lists`` as the draft of 1.0 wants them, else in objects.

        A thing that the graph does not know has no values. Raises Refusal when a property is unknown.
        """
        columns = [(id_, self._terms.property_named(id_), _settings(settings)) for id_, settings in wanted.properties]
        meta = [self._meta(id_, iri, languages) for id_, iri, _ in columns]
        rows = {
            id_: {pid: self._cell(id_, iri, settings, languages, in_lists) for pid, iri, settings in columns}
            for id_ in wanted.ids
        }
        if not in_lists:
            return {"meta": meta, "rows": rows}
        listed = [
            {"id": id_, "properties": [{"id": pid, "values": cell} for pid, cell in row.items()]}
            for id_, row in rows.items()
        ]
        return {"meta": meta, "rows": listed}

    def _meta(self, id_: str, iri: str, languages: Sequence[str]) -> dict[str, Any]:
        found: dict[str, Any] = {"id": id_, "name": self._terms.name(iri, languages)}
        kind = self._terms.range(iri)
        return {**found, "type": self._describing.type(kind, languages)} if kind else found

    def _cell(
        self, id_: str, predicate: str, settings: tuple[int, str], languages: Sequence[str], with_language: bool
    ) -> list[dict[str, Any]]:
        thing = self._names.thing(id_)
        if thing is None:
            return []
        limit, language = settings
        terms = values(self._store, ox.NamedNode(thing.iri), predicate)
        terms = [term for term in terms if not language or _language(term) in ("", language)]
        wish = {tag: place for place, tag in enumerate(languages)}
        terms.sort(key=lambda term: (wish.get(_language(term), len(wish)), str(term)))
        found = (self._value(term, languages, with_language) for term in terms)
        return [value for value in found if value][:limit]

    def _value(self, term: object, languages: Sequence[str], with_language: bool) -> dict[str, Any]:
        if isinstance(term, ox.NamedNode):
            number = self._names.number.get(term.value)
            if number is None:
                return {"str": term.value}
            thing = self._names.things[number]
            return {"id": thing.id, "name": thing.name(languages)}
        if not isinstance(term, ox.Literal):
            return {}  # a node without a name of its own
        value = _plain(term)
        if with_language and term.language:
            value["lang"] = term.language
        return value


def _plain(literal: ox.Literal) -> dict[str, Any]:
    """A literal as the type of JSON that holds it exactly, else as text; years too are text."""
    text, datatype = literal.value, literal.datatype.value
    try:
        if datatype in _INTEGERS and len(text) < 20 and abs(int(text)) <= _LARGEST:
            return {"int": int(text)}
        if datatype in _REALS and math.isfinite(float(text)):
            return {"float": float(text)}
        found = _DATE.fullmatch(text) if datatype in _DATES else None
        if found and date.fromisoformat(found[1]) and bool(found[2]) == _DATES[datatype]:
            return {"date": f"{found[1]}{found[2] or 'T00:00:00'}{found[3] or ''}"}
    except ValueError:
        pass  # it is not what its type says
    return {"str": text}


def _language(term: object) -> str:
    return term.language or "" if isinstance(term, ox.Literal) else ""


def _settings(settings: Mapping[str, Any]) -> tuple[int, str]:
    """The most values and the language asked for; clients send numbers as text, too, and "" for nothing."""
    limit, language = settings.get("limit") or 0, settings.get("lang") or ""
    if isinstance(limit, str) and limit.strip().isdecimal() and len(limit) < 10:
        limit = int(limit)
    if isinstance(limit, bool) or not isinstance(limit, int | float) or not 0 <= limit < 1e9 or limit != limit // 1:
        raise Refusal(f'The setting "limit" is {quoted(str(limit))}, which is not a whole number from 0 on.')
    if not isinstance(language, str):
        raise Refusal('The setting "lang" is not a text.')
    return min(int(limit) or MOST_GIVEN, MOST_GIVEN), language.strip()


def property_settings(key: str, label: str, help_: str) -> list[dict[str, Any]]:
    """The settings as a manifest declares them, with the words that its version has for their fields."""
    return [
        {key: "limit", label: "most values", "type": "number", "default": 0, help_: f"0 for all, up to {MOST_GIVEN}"},
        {key: "lang", label: "language of texts", "type": "text", "default": "", help_: "such as id; empty for all"},
    ]
