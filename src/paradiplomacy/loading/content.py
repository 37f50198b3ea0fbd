"""Compare what a store holds with what it was sent, by value, because stores respell numbers and dates."""

from __future__ import annotations

import contextlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation

import pyoxigraph as ox

from paradiplomacy.loading.spool import Spool
from paradiplomacy.rdf.namespaces import XSD

_NUMBERS = re.compile(XSD + "(boolean|byte|decimal|double|float|int|integer|long|(nonNegative|positive)Integer|short)")
_MOMENTS = re.compile(XSD + "(date|dateTime|dateTimeStamp|gYear|gYearMonth)")
_MOMENT = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T([\d:.]+))?(Z|[+-]\d\d:\d\d)?")
_NODE = re.compile(r'^_:\S+|_:[^\s"]+(?= \.$)')
_TYPE = re.compile(r'"\^\^<([^>]+)> \.$')
_LANGUAGE = re.compile(r'"@[\w-]+ \.$')


@dataclass
class Difference:
    """Lines of N-Triples: ``lost`` ones, ``foreign`` ones that were not sent, and pairs of ``changed`` ones.

    A changed triple has another number, date or the like. ``retyped`` counts the values that are the same in another
    datatype, by the datatype sent and the datatype held.
    """

    lost: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    changed: list[tuple[str, str]] = field(default_factory=list)
    retyped: Counter[tuple[str, str]] = field(default_factory=Counter)


def difference(sent: Spool, held: Spool) -> Difference:
    """What differs between two spools of one size; blank nodes are compared without their names."""
    found = Difference()
    for one, other in zip(sent.parts(), held.parts(), strict=True):
        if one == other:
            continue
        ours, theirs = _by_value(one), _by_value(other)
        for value in ours.keys() & theirs.keys():
            kinds = _datatype(ours[value][0]), _datatype(theirs[value][0])
            found.retyped[kinds] += kinds[0] != kinds[1]
        foreign = _surplus(theirs, ours)
        candidates: dict[str, list[str]] = defaultdict(list)
        for line in filter(_datatype, foreign):
            candidates[_place(line)].append(line)
        for line in _surplus(ours, theirs):
            if _datatype(line) and candidates[_place(line)]:
                found.changed.append((line, candidates[_place(line)].pop()))
            else:
                found.lost.append(line)
        found.foreign += [line for line in foreign if not _datatype(line)]
        found.foreign += [line for lines in candidates.values() for line in lines]
    found.retyped = +found.retyped
    return found


def by_value(line: str, engine: ox.Store) -> str:
    """The triple ``line`` with its literal in one spelling: a number, truth value, day, time, duration or language tag.

    ``engine`` is an empty store, which spells most of them in one way. Some stores go further: a day is to them its
    first moment, and a moment is the same in every time zone.

    >>> by_value('<urn:a> <urn:b> "01"^^<http://www.w3.org/2001/XMLSchema#integer> .', ox.Store())
    '<urn:a> <urn:b> 1'
    """
    if not (_TYPE.search(line) or _LANGUAGE.search(line)):
        return line
    engine.add(next(iter(ox.parse(line, format=ox.RdfFormat.N_TRIPLES))))
    quad = next(iter(engine))
    engine.remove(quad)
    value = quad.object
    if not isinstance(value, ox.Literal):
        return line
    known = str(value)
    with contextlib.suppress(InvalidOperation, ValueError, OverflowError):
        if _NUMBERS.fullmatch(value.datatype.value):
            known = _number({"true": "1", "false": "0"}.get(value.value, value.value))
        elif _MOMENTS.fullmatch(value.datatype.value) and (moment := _MOMENT.fullmatch(value.value)):
            year, month, day, time, zone = moment.groups()
            text = f"{year}-{month or '01'}-{day or '01'}T{time or '00:00:00'}{zone or 'Z'}"
            known = datetime.fromisoformat(text).astimezone(UTC).isoformat()
    return " ".join([*line.split(" ", 2)[:2], known])


def _by_value(lines: Iterable[str]) -> dict[str, list[str]]:
    """The lines of each value; all where a blank node stands in them, else the first."""
    engine = ox.Store()
    found: dict[str, list[str]] = {}
    for line in lines:
        anonymous = _NODE.sub("_:x", line)
        same = found.setdefault(by_value(anonymous, engine), [])
        if not same or anonymous != line:
            same.append(line)
    return found


def _surplus(one: dict[str, list[str]], other: dict[str, list[str]]) -> list[str]:
    return [line for value, lines in one.items() for line in lines[len(other.get(value, ())) :]]


def _datatype(line: str) -> str:
    found = _TYPE.search(line)
    return found[1] if found else ""


def _place(line: str) -> str:
    """The subject, which may be a blank node of any name, and the predicate."""
    return " ".join(_NODE.sub("_:x", line).split(" ", 2)[:2])


def _number(text: str) -> str:
    number = Decimal(text)
    return str(int(number)) if number == number.to_integral_value() else str(float(number))
