"""The requests of clients, read from JSON: batches of queries, and calls for values."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn, TypeVar

from paradiplomacy.errors import quoted, suggestion
from paradiplomacy.server.reconciliation import limits
from paradiplomacy.server.reconciliation.limits import CallError

_FIELDS = ("query", "type", "limit", "properties", "type_strict")
_STRICT = ("any", "should", "all")
_KINDS = {dict: "a JSON object", list: "a list", str: "a text"}

Checked = TypeVar("Checked", dict[str, Any], list[Any], str)


@dataclass(frozen=True)
class ThingValue:
    """A value that is a thing: its id, and its name when the client knows it."""

    id: str
    name: str = ""


#: A value as a client gives it.
Value = str | int | float | bool | ThingValue


@dataclass(frozen=True)
class Condition:
    """The values that a property of a candidate should have; one of them suffices."""

    property: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Query:
    """One query: a name or None, the conditions, the types and how strictly they hold, the most candidates."""

    name: str | None
    conditions: tuple[Condition, ...] = ()
    types: tuple[str, ...] = ()
    strict: str = "any"
    limit: int = limits.CANDIDATES


#: A call for values: the ids of things, and the ids of properties with their settings.
ValuesCall = tuple[list[str], list[tuple[str, dict[str, Any]]]]


def read_batch(text: str) -> dict[str, Query]:
    """The queries of a batch by their keys; raises CallError when ``text`` is not a batch.

    >>> read_batch('{"q0": {"query": "Medan", "limit": 3}}')["q0"].limit
    3
    """
    batch = _checked(_parsed(text), dict, "The batch of queries")
    if len(batch) > limits.BATCH_SIZE:
        raise CallError(f"The batch holds {len(batch)} queries; send at most {limits.BATCH_SIZE} at once.", 413)
    return {
        key: _query(_checked(query, dict, f"The query {quoted(key)}"), f"query {quoted(key)}")
        for key, query in batch.items()
    }


def read_values_call(text: str) -> ValuesCall:
    """The call for values; raises CallError when ``text`` is not one."""
    call = _checked(_parsed(text), dict, "The call for values")
    ids = [_checked(id_, str, 'Each of "ids"') for id_ in _checked(call.get("ids"), list, 'The field "ids"')]
    given = _checked(call.get("properties"), list, 'The field "properties"')
    if len(ids) > limits.MOST_IDS or len(given) > limits.MOST_PROPERTIES:
        raise CallError(f"Ask for at most {limits.MOST_IDS} ids and {limits.MOST_PROPERTIES} properties at once.", 413)
    properties = []
    for one in given:
        property_ = _checked(one, dict, 'Each of "properties"')
        settings = _checked(property_.get("settings") or {}, dict, "The settings")
        properties.append((_checked(property_.get("id"), str, "The id of a property"), settings))
    return ids, properties


def _query(query: Mapping[str, Any], where: str) -> Query:
    for field in query:
        # A condition under a wrong name would make wrong matches if it were passed over.
        if field not in _FIELDS:
            raise CallError(f"In {where} there is an unknown field {quoted(field)}; {suggestion(field[:50], _FIELDS)}")
    name = query.get("query")
    # A name may be blank: for OpenRefine a cell with nothing but a space is not empty.
    if name is not None and not (isinstance(name, str) and name):
        raise CallError(f'The field "query" of {where} is not a text.')
    given = _checked(query.get("properties") or [], list, f'The field "properties" of {where}')
    if name is None and not given:
        raise CallError(f'There is neither "query" nor "properties" in {where}.')
    if len(given) > limits.MOST_CONDITIONS:
        raise CallError(f"There are more than {limits.MOST_CONDITIONS} conditions in {where}.", 413)
    types = query.get("type") or []
    types = [types] if isinstance(types, str | dict) else _checked(types, list, f'The field "type" of {where}')
    strict = query.get("type_strict") or "any"
    if strict not in _STRICT:
        raise CallError(f'"type_strict" of {where} is {quoted(str(strict))}; {suggestion(str(strict)[:50], _STRICT)}')
    return Query(
        name if name is None else name[: limits.MOST_CHARACTERS],
        tuple(_condition(_checked(one, dict, f"Each property of {where}"), where) for one in given),
        # OpenRefine has sent types as objects, too.
        tuple(_checked(one.get("id") if isinstance(one, dict) else one, str, f"Each type of {where}") for one in types),
        strict,
        _limit(query.get("limit"), where),
    )


def _condition(given: Mapping[str, Any], where: str) -> Condition:
    property_ = _checked(given.get("pid"), str, f'The field "pid" of a property of {where}')
    if given.get("v") is None:
        raise CallError(f'The field "v" of {where} is missing.')
    values = given["v"] if isinstance(given["v"], list) else [given["v"]]
    if len(values) > limits.MOST_VALUES:
        raise CallError(f"There are more than {limits.MOST_VALUES} values for one property in {where}.", 413)
    return Condition(property_, tuple(_value(value, where) for value in values))


def _value(value: object, where: str) -> Value:
    if isinstance(value, str):
        return value[: limits.MOST_CHARACTERS]
    if isinstance(value, int | float | bool):
        return value
    if isinstance(value, dict):
        id_, name = _checked(value.get("id"), str, f"The id of a value of {where}"), value.get("name")
        return ThingValue(
            id_[: limits.MOST_CHARACTERS], name[: limits.MOST_CHARACTERS] if isinstance(name, str) else ""
        )
    raise CallError(f"A value of {where} is neither text, number, true, false nor an object with an id.")


def _limit(limit: object, where: str) -> int:
    if limit is None:
        return limits.CANDIDATES
    if isinstance(limit, bool) or not isinstance(limit, int | float) or not limit >= 1 or limit != limit // 1:
        raise CallError(f'The field "limit" of {where} is not a positive whole number.')
    return int(min(limit, limits.MOST_CANDIDATES))


def _parsed(text: str) -> object:
    try:
        return json.loads(text, parse_constant=_no_number)
    except RecursionError:
        raise CallError("The JSON is nested too deeply.") from None
    except ValueError as error:
        raise CallError(f"This is not valid JSON: {error}.") from None


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number of JSON")


def _checked(value: object, kind: type[Checked], what: str) -> Checked:
    """``value`` if it is of the kind and not a blank text; else raises CallError, which calls it ``what``."""
    if not isinstance(value, kind) or (isinstance(value, str) and not value.strip()):
        raise CallError(f"{what} is not {_KINDS[kind]}.")
    return value
