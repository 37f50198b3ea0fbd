"""Compare what a query says of a property with what the graph says: from 0 (something else) to 1 (the same)."""

from __future__ import annotations

from collections.abc import Container
from decimal import Decimal, InvalidOperation

import pyoxigraph as ox

from paradiplomacy.names.resolve import normal
from paradiplomacy.names.spellings import bare
from paradiplomacy.rdf.facts import values
from paradiplomacy.rdf.namespaces import XSD
from paradiplomacy.server.reconciliation.index import Names, Thing
from paradiplomacy.server.reconciliation.requests import Condition, Entity, Value

_DATES = tuple(XSD + name for name in ("date", "dateTime", "gYearMonth"))
_TRUE = {"true": True, "1": True, "false": False, "0": False}

Given = Value | Entity


def agreement(thing: Thing, predicate: str, condition: Condition, store: ox.Store, names: Names) -> float | None:
    """How far ``thing`` satisfies ``condition`` on the property ``predicate``; None when the graph is silent on it."""
    objects = values(store, ox.NamedNode(thing.iri), predicate)
    if not objects:
        return None
    best = [max(_alike(value, term, names) for term in objects) for value in condition.values]
    if not best:
        return None
    if condition.exact:
        best = [float(one >= 1) for one in best]
    if condition.quantifier == "none":
        return 1 - max(best)
    return min(best) if condition.quantifier == "all" else max(best)


def _alike(value: Given, term: object, names: Names) -> float:
    if isinstance(term, ox.NamedNode):
        return _alike_thing(value, term, names)
    if isinstance(term, ox.Literal) and not isinstance(value, Entity):
        return _alike_literal(value, term)
    return 0.0


def _alike_thing(value: Given, term: ox.NamedNode, names: Names) -> float:
    text = value.id if isinstance(value, Entity) else str(value)
    if text.strip() == term.value:
        return 1.0
    number = names.number.get(term.value)
    if number is None:
        return 0.0
    meant: Container[int] = names.by_identifier(text)
    if isinstance(value, Entity) and not meant:
        text = value.name  # the client knows it from elsewhere
    meant = meant or names.same(text)
    if meant:
        return float(number in meant)  # the graph knows what is meant, so that a name that is only like it is another
    return max((similar(bare(text), bare(name.text)) for name in names.things[number].names), default=0.0)


def _alike_literal(value: Value, term: ox.Literal) -> float:
    datatype = term.datatype.value
    if isinstance(value, bool) or datatype == XSD + "boolean":
        said = value if isinstance(value, bool) else _TRUE.get(str(value).strip().casefold())
        return float(said is not None and said == _TRUE.get(term.value))
    number, other = _number(value), _number(term.value)
    if number is not None and other is not None:
        return float(number == other)
    text = str(value).strip()
    if datatype in _DATES and term.value.startswith((f"{text}-", f"{text}T")):
        return 1.0  # a year, or a month, that holds the day
    if normal(text) == normal(term.value):
        return 1.0
    return similar(bare(text), bare(term.value)) if datatype not in _DATES else 0.0


def _number(value: Value) -> Decimal | None:
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def similar(one: str, other: str) -> float:
    """How like two spellings are, below 1 unless they are the same."""
    from rapidfuzz.distance import OSA

    return OSA.normalized_similarity(one[:300], other[:300]) if one != other else 1.0
