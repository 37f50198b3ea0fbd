"""The candidates for a query: how well each fits, and whether one of them is surely meant."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

import pyoxigraph as ox

from paradiplomacy.names.resolve import normal
from paradiplomacy.names.spellings import bare
from paradiplomacy.rdf.facts import values
from paradiplomacy.rdf.namespaces import PARA, XSD, short
from paradiplomacy.server.reconciliation.index import KINDS, Index, NameMatch, Thing
from paradiplomacy.server.reconciliation.limits import LONGEST_NAME, MOST_SCANNED, CallError
from paradiplomacy.server.reconciliation.requests import Condition, Query, ThingValue, Value

# A similar name never counts as much as the same name in another form.
_LIKE = 0.95
_LEAST = 0.5
# For a name that holds the words asked for; several states are a Republic of something, so that is never the same name.
_WITHIN = 0.85
_REPUBLIC = re.compile("republi[ck] (?:of )?(?:the )?(.+)")
_STATES = frozenset({PARA + "State"})
# Beside the name, which counts 1. A property on which the graph is silent counts half: neither for nor against.
_PROPERTY_WEIGHT = 0.4
_SILENT = 0.5
#: The same value confirms a property, and one of no more than this likeness contradicts it; between, it is open.
CONFIRMED, CONTRADICTED = 1.0, 0.5
# For a thing of another type, where the type is a wish.
_OTHER_TYPE = 0.8
_CLOSEST = 100
_DATES = tuple(XSD + name for name in ("date", "dateTime", "gYearMonth"))
_TRUTH = {"true": True, "1": True, "false": False, "0": False}


@dataclass
class Candidate:
    """A thing that may be meant, its score from 0 to 100, the reasons, and whether it is surely meant."""

    thing: Thing
    score: float
    features: list[dict[str, Any]] = field(default_factory=list)
    same: bool = False
    of_type: bool = True
    confirmed: bool = True
    contradicted: bool = False
    match: bool = False


def candidates(query: Query, index: Index) -> list[Candidate]:
    """The candidates for ``query``, the best first; raises CallError when it names an unknown type or property."""
    types = frozenset(map(index.vocabulary.type_named, query.types))
    properties = [(index.vocabulary.property_named(one.property), one) for one in query.conditions]
    if query.name:
        found = _named(query.name, frozenset() if query.strict == "should" else types, index)
    else:
        found = _having((predicate for predicate, _ in properties), index)
    ranked = []
    for number, fit in found.items():
        thing = index.things[number]
        of_type = types <= thing.types if query.strict == "all" else not types or not types.isdisjoint(thing.types)
        if of_type or query.strict == "should":
            ranked += _scored(thing, fit if query.name else None, of_type if types else None, properties, index)
    ranked.sort(key=lambda one: (-one.score, one.thing.name(), one.thing.id))
    # A match has the name and the type asked for, and the graph confirms all properties asked for. No other thing may
    # have this name, unless the graph contradicts a property of it.
    bearers = [one for one in ranked if one.same and one.of_type and not one.contradicted]
    if len(bearers) == 1:
        bearers[0].match = bearers[0].confirmed
    return ranked[: query.limit]


def _named(name: str, types: frozenset[str], index: Index) -> dict[int, NameMatch]:
    """The things whose names are the same as ``name`` or similar; of similar ones only those of ``types``, if any."""
    found = dict(index.same(name))
    if len(name) > LONGEST_NAME:
        return found
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    known = bool(found)
    forms = dict.fromkeys((bare(name, kind), types) for kind in KINDS)
    if republic := _REPUBLIC.fullmatch(bare(name)):
        forms[republic[1], _STATES] = None
    for asked, wanted in forms:
        keys, owners = index.among(wanted)
        near = process.extract(
            asked, keys, scorer=OSA.normalized_similarity, processor=None, limit=_CLOSEST, score_cutoff=_LEAST
        )
        if asked and not known:
            within = re.compile(rf"(?:.*[\s-])?{re.escape(asked)}(?:[\s-].*)?").fullmatch
            held = [(key, _WITHIN, place) for place, key in enumerate(keys) if asked in key and within(key)]
            near += held[:_CLOSEST]
        for _, fit, place in near:
            number = owners[place]
            if number not in found or (not found[number].same and fit * _LIKE > found[number].fit):
                found[number] = NameMatch(fit * _LIKE, False)
    return found


def _having(predicates: Iterable[str], index: Index) -> dict[int, NameMatch]:
    """The things that have one of the properties at all, for a query without a name."""
    found: dict[int, NameMatch] = {}
    left = MOST_SCANNED
    for predicate in predicates:
        for quad in index.store.quads_for_pattern(None, ox.NamedNode(predicate), None, ox.DefaultGraph()):
            left -= 1
            if left < 0:
                raise CallError("Too many things have this property; give a name as well.")
            number = index.number.get(getattr(quad.subject, "value", ""))
            if number is not None:
                found[number] = NameMatch(0.0, False)
    return found


def _scored(
    thing: Thing, fit: NameMatch | None, of_type: bool | None, properties: list[tuple[str, Condition]], index: Index
) -> list[Candidate]:
    """The candidate with its score and the reasons; ``fit`` is None without a name, ``of_type`` without types.

    Empty when no name was asked for and the properties do not speak for it.
    """
    candidate = Candidate(thing, 0.0, of_type=of_type is not False)
    total, weights = 0.0, 0.0
    if fit is not None:
        total, weights = fit.fit, 1.0
        candidate.same = fit.same
        candidate.features += [
            _feature("name_similarity", "Likeness of the names, 0 to 100", round(100 * fit.fit, 1)),
            _feature("name_same", "The names are the same", fit.same),
        ]
    if of_type is not None:
        candidate.features.append(_feature("type", "It is of the type asked for", of_type))
    for place, (predicate, condition) in enumerate(properties):
        value = agreement(thing, predicate, condition, index)
        candidate.confirmed &= value is not None and value >= CONFIRMED
        candidate.contradicted |= value is not None and value <= CONTRADICTED
        total += _PROPERTY_WEIGHT * (_SILENT if value is None else value)
        weights += _PROPERTY_WEIGHT
        if value is not None:
            number = f"_{place + 1}" if any(predicate == other for other, _ in properties[:place]) else ""
            name = f"Agreement on “{index.vocabulary.name(predicate)}”, 0 to 100"
            candidate.features.append(_feature(f"property_{short(predicate)}{number}", name, round(100 * value, 1)))
    share = total / weights
    if fit is None and share < _LEAST:
        return []
    candidate.score = round(100 * share * (1 if candidate.of_type else _OTHER_TYPE), 1)
    return [candidate]


def _feature(id_: str, name: str, value: float | bool) -> dict[str, Any]:
    """One reason of a score."""
    return {"id": id_, "name": name, "value": value}


def agreement(thing: Thing, predicate: str, condition: Condition, index: Index) -> float | None:
    """How well ``thing`` satisfies ``condition``, from 0 to 1; None where the graph is silent on the property."""
    stated = values(index.store, ox.NamedNode(thing.iri), predicate)
    if not stated or not condition.values:
        return None
    return max(_likeness(value, term, index) for value in condition.values for term in stated)


def _likeness(value: Value, term: object, index: Index) -> float:
    if isinstance(term, ox.NamedNode):
        return _likeness_to_thing(value, term, index)
    if isinstance(term, ox.Literal) and not isinstance(value, ThingValue):
        return _likeness_to_literal(value, term)
    return 0.0


def _likeness_to_thing(value: Value, term: ox.NamedNode, index: Index) -> float:
    text = value.id if isinstance(value, ThingValue) else str(value)
    if text.strip() == term.value:
        return 1.0
    number = index.number.get(term.value)
    if number is None:
        return 0.0
    meant: Container[int] = index.by_identifier(text)
    if isinstance(value, ThingValue) and not meant:
        text = value.name  # the client knows it from elsewhere
    meant = meant or index.same(text)
    if meant:
        return float(number in meant)  # the text names a thing of the graph, so a thing with a similar name is another
    return max((_similarity(bare(text), bare(name.text)) for name in index.things[number].names), default=0.0)


def _likeness_to_literal(value: str | float | bool, term: ox.Literal) -> float:
    datatype = term.datatype.value
    if isinstance(value, bool) or datatype == XSD + "boolean":
        truth = value if isinstance(value, bool) else _TRUTH.get(str(value).strip().casefold())
        return float(truth is not None and truth == _TRUTH.get(term.value))
    number, other = _number(value), _number(term.value)
    if number is not None and other is not None:
        return float(number == other)
    text = str(value).strip()
    if datatype in _DATES and term.value.startswith((f"{text}-", f"{text}T")):
        return 1.0  # a year or a month that holds the day
    if normal(text) == normal(term.value):
        return 1.0
    return _similarity(bare(text), bare(term.value)) if datatype not in _DATES else 0.0


def _number(value: str | float) -> Decimal | None:
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _similarity(one: str, other: str) -> float:
    """The likeness of two spellings, 1 only when they are the same."""
    from rapidfuzz.distance import OSA

    return OSA.normalized_similarity(one[:300], other[:300]) if one != other else 1.0
