"""Read what a client asks: batches of queries, and calls for values, in version 0.2 and in the draft of 1.0."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

from paradiplomacy.errors import quoted, suggestion
from paradiplomacy.server.reconciliation.limits import (
    BATCH_SIZE,
    CANDIDATES,
    MOST_CANDIDATES,
    MOST_CONDITIONS,
    MOST_IDS,
    MOST_PROPERTIES,
    MOST_SIGNS,
    MOST_VALUES,
    Refusal,
)

# The fields of a query in each version.
_FIELDS_02 = ("query", "type", "limit", "properties", "type_strict")
_FIELDS_10 = ("conditions", "type", "limit", "lang", "dir")
#: A value as a client gives it; an entity is its id.
Value = str | int | float | bool


@dataclass(frozen=True)
class Entity:
    """A value that is a thing: its id, and its name when the client knows it."""

    id: str
    name: str = ""


@dataclass(frozen=True)
class Condition:
    """What a candidate should satisfy; ``property`` is empty when the values are names."""

    property: str
    values: tuple[Value | Entity, ...]
    required: bool = False
    quantifier: str = "any"
    exact: bool = False


@dataclass(frozen=True)
class Query:
    """One query: the conditions, the ids of the types asked for and how strictly, and how many candidates."""

    conditions: tuple[Condition, ...]
    types: tuple[str, ...] = ()
    strict: str = "any"
    limit: int = CANDIDATES


@dataclass(frozen=True)
class Wanted:
    """A call for values: the ids of things, and the properties with their settings."""

    ids: tuple[str, ...]
    properties: tuple[tuple[str, Mapping[str, Any]], ...] = field(default=())


def read_batch(text: str) -> dict[str, Query]:
    """The queries of a batch of version 0.2 by their keys; raises Refusal when it is not one.

    >>> read_batch('{"q0": {"query": "Medan", "limit": 3}}')["q0"].limit
    3
    """
    batch = _object(_parsed(text), "The batch of queries")
    _check_size(len(batch))
    return {key: _query_02(_object(query, f"The query {quoted(key)}"), key) for key, query in batch.items()}


def read_queries(text: str) -> list[Query]:
    """The queries of a batch of the draft of 1.0 in their order; raises Refusal when it is not one."""
    batch = _object(_parsed(text), "The body")
    queries = _list(batch.get("queries"), 'The field "queries" of the body')
    _check_size(len(queries))
    return [
        _query_10(_object(query, f"Query {number}"), f"query {number}") for number, query in enumerate(queries, start=1)
    ]


def read_wanted(text: str) -> Wanted:
    """The call for values, which both versions write alike; raises Refusal when it is not one."""
    wanted = _object(_parsed(text), "The call for values")
    ids = _list(wanted.get("ids"), 'The field "ids"')
    properties = _list(wanted.get("properties"), 'The field "properties"')
    if len(ids) > MOST_IDS or len(properties) > MOST_PROPERTIES:
        raise Refusal(f"Ask for at most {MOST_IDS} ids and {MOST_PROPERTIES} properties at once.", 413)
    return Wanted(
        tuple(_text(id_, 'Each of "ids"') for id_ in ids),
        tuple(_wanted_property(_object(given, 'Each of "properties"')) for given in properties),
    )


def _wanted_property(given: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    return _text(given.get("id"), "The id of a property"), _object(given.get("settings") or {}, "The settings")


def _query_02(query: Mapping[str, Any], key: str) -> Query:
    where = f"query {quoted(key)}"
    _only(_FIELDS_02, query, where)
    conditions = []
    if query.get("query") is not None:
        # A name may be blank: OpenRefine takes a cell with nothing but a space for a full one.
        name = _text(query["query"], f'The field "query" of {where}', blank=True)
        conditions.append(Condition("", (name[:MOST_SIGNS],)))
    for given in _list(query.get("properties") or [], f'The field "properties" of {where}'):
        one = _object(given, f"Each property of {where}")
        pid = _text(one.get("pid"), f'The field "pid" of a property of {where}')
        conditions.append(Condition(pid, _values(one, "v", where)))
    if not conditions:
        raise Refusal(f'There is neither "query" nor "properties" in {where}.')
    types = query.get("type") or []
    types = [types] if isinstance(types, str | dict) else _list(types, f'The field "type" of {where}')
    strict = _one_of(query.get("type_strict"), ("any", "should", "all"), f'"type_strict" of {where}')
    return Query(_few(conditions, where), tuple(_type(one, where) for one in types), strict, _limit(query, where))


def _query_10(query: Mapping[str, Any], where: str) -> Query:
    _only(_FIELDS_10, query, where)
    given = _list(query.get("conditions"), f'The field "conditions" of {where}')
    if not given:
        raise Refusal(f"There is no condition in {where}.")
    conditions = [_condition(_object(one, f"Each condition of {where}"), where) for one in given]
    types = () if query.get("type") is None else (_text(query["type"], f'The field "type" of {where}'),)
    return Query(_few(conditions, where), types, "any", _limit(query, where))


def _condition(given: Mapping[str, Any], where: str) -> Condition:
    if "matchType" not in given:
        raise Refusal(f'A condition of {where} has no "matchType".')
    kind = _one_of(given["matchType"], ("name", "property"), f'"matchType" of {where}')
    if kind == "property":
        pid = _text(given.get("propertyId"), f'The field "propertyId" of a condition of {where}')
    else:
        pid = ""
    required = given.get("required", False)
    if not isinstance(required, bool):
        raise Refusal(f'The field "required" of {where} is neither true nor false.')
    quantifier = _one_of(given.get("matchQuantifier"), ("any", "all", "none"), f'"matchQuantifier" of {where}')
    exact = given.get("matchQualifier") is not None
    if exact:
        _one_of(given["matchQualifier"], ("ExactMatch",), f'"matchQualifier" of {where}')
    return Condition(pid, _values(given, "propertyValue", where), required, quantifier, exact)


def _values(given: Mapping[str, Any], name: str, where: str) -> tuple[Value | Entity, ...]:
    if given.get(name) is None:
        raise Refusal(f"The field {quoted(name)} of {where} is missing.")
    values = given[name] if isinstance(given[name], list) else [given[name]]
    if len(values) > MOST_VALUES:
        raise Refusal(f"There are more than {MOST_VALUES} values for one property in {where}.", 413)
    return tuple(_value(value, where) for value in values)


def _value(value: object, where: str) -> Value | Entity:
    if isinstance(value, str):
        return value[:MOST_SIGNS]
    if isinstance(value, int | float | bool):
        return value
    if isinstance(value, dict):
        name = value.get("name")
        id_ = _text(value.get("id"), f"The id of a value of {where}")
        return Entity(id_[:MOST_SIGNS], name[:MOST_SIGNS] if isinstance(name, str) else "")
    raise Refusal(f"A value of {where} is neither text, number, true, false nor an object with an id.")


def _type(given: object, where: str) -> str:
    # OpenRefine has sent types as objects, too.
    return _text(given.get("id") if isinstance(given, dict) else given, f"Each type of {where}")


def _only(known: tuple[str, ...], query: Mapping[str, Any], where: str) -> None:
    """Refuse a field that there is not: a condition under a wrong name, left out in silence, makes wrong matches."""
    for name in query:
        if name not in known:
            raise Refusal(f"In {where} there is an unknown field {quoted(name)}; {suggestion(name[:50], known)}")


def _few(conditions: list[Condition], where: str) -> tuple[Condition, ...]:
    if len(conditions) > MOST_CONDITIONS:
        raise Refusal(f"There are more than {MOST_CONDITIONS} conditions in {where}.", 413)
    return tuple(conditions)


def _limit(query: Mapping[str, Any], where: str) -> int:
    limit = query.get("limit")
    if limit is None:
        return CANDIDATES
    if isinstance(limit, bool) or not isinstance(limit, int | float) or not limit >= 1 or limit != limit // 1:
        raise Refusal(f'The field "limit" of {where} is not a positive whole number.')
    return int(min(limit, MOST_CANDIDATES))


def _check_size(size: int) -> None:
    if size > BATCH_SIZE:
        raise Refusal(f"The batch holds {size} queries; send at most {BATCH_SIZE} at once.", 413)


def _parsed(text: str) -> object:
    try:
        return json.loads(text, parse_constant=_no_number)
    except RecursionError:
        raise Refusal("The JSON is nested too deeply.") from None
    except ValueError as error:
        raise Refusal(f"This is not valid JSON: {error}.") from None


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")


def _object(value: object, what: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise Refusal(f"{what} is not a JSON object.")
    return value


def _list(value: object, what: str) -> list[Any]:
    if not isinstance(value, list):
        raise Refusal(f"{what} is not a list.")
    return value


def _text(value: object, what: str, blank: bool = False) -> str:
    if not isinstance(value, str) or not (value if blank else value.strip()):
        raise Refusal(f"{what} is not a text.")
    return value


def _one_of(value: object, known: tuple[str, ...], what: str) -> str:
    if value is None:
        return known[0]
    if not isinstance(value, str) or value not in known:
        raise Refusal(f"{what} is {quoted(str(value))}; {suggestion(str(value)[:50], known)}")
    return value
