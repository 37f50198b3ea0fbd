"""Checks that the values of records stand in the words of their own quotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import pyoxigraph as ox

from paradiplomacy.auditing.article import one_line
from paradiplomacy.auditing.literals import OWN_WORDS, is_found
from paradiplomacy.auditing.passages import Complaint
from paradiplomacy.auditing.waivers import WAIVERS, Waivers
from paradiplomacy.auditing.words import ABOUT, AT_LEAST, HEDGE, HOPE, PLAIN_HOPE, marker_in
from paradiplomacy.rdf.facts import Said, objects
from paradiplomacy.rdf.namespaces import ID, OA, PARA, prefixed, short
from paradiplomacy.tables.problems import LANGUAGES, sentence

ASSERTION_KIND = PARA + "assertionKind"
MEMBER_GROUP = ox.NamedNode(PARA + "memberGroup")

_MORE = {"en": "and {} more", "id": "dan {} lagi"}


class MarkerRule(NamedTuple):
    """A value that its quotes have to mark by one of ``words``, or must not.

    ``value`` is None for all values of the property. For a literal, only the quotes that hold it count.
    """

    property: str
    value: str | None
    words: list[str]
    wanted: bool


MARKER_RULES = (
    MarkerRule(PARA + "minimumSize", None, AT_LEAST, True),
    MarkerRule(PARA + "exactSize", None, AT_LEAST + ABOUT, False),
    MarkerRule(PARA + "approximateStay", None, ABOUT, True),
    MarkerRule(PARA + "stay", None, ABOUT + AT_LEAST, False),
    MarkerRule(ASSERTION_KIND, ID + "assertion-expected", HOPE, True),
    MarkerRule(ASSERTION_KIND, ID + "assertion-hedged", HEDGE, True),
    MarkerRule(ASSERTION_KIND, ID + "assertion-stated", PLAIN_HOPE, False),
)
_RULES = {rule.property: [each for each in MARKER_RULES if each.property == rule.property] for rule in MARKER_RULES}


class ValueReport(NamedTuple):
    """The complaints, and how many literals and how many kinds and qualifiers were looked at.

    ``unsupported`` counts the literals that were not, because their things name no evidence.
    """

    complaints: list[Complaint]
    literals: int
    markers: int
    unsupported: int


def quotes_of(
    graph: Iterable[ox.Quad] | Said, used: Mapping[str, list[str]], exact: Mapping[str, str]
) -> dict[str, list[str]]:
    """The quotes of each thing: thing → texts.

    ``used`` is the evidence of each thing and ``exact`` the quote of each passage. A group of members
    has the quotes of its delegation besides its own.
    """
    passages = {thing: set(names) for thing, names in used.items()}
    for thing, told in Said.of(graph).items():
        for group in told.get(MEMBER_GROUP, ()):
            if isinstance(thing, ox.NamedNode) and isinstance(group, ox.NamedNode):
                passages.setdefault(group.value, set()).update(used.get(thing.value, []))
    return {
        thing: [exact[name] for name in sorted(passages[thing]) if name in exact]
        for thing in sorted(passages)
        if passages[thing]
    }


def check_values(graph: Iterable[ox.Quad] | Said, quotes: Mapping[str, list[str]], waivers: Waivers) -> ValueReport:
    """Check every literal and every marked value of the things of a graph that have quotes."""
    said = Said.of(graph)
    complaints: list[Complaint] = []
    literals = markers = 0
    for thing, texts in quotes.items():
        for prop, value in _statements(said, thing):
            name = value.value if isinstance(value, ox.Literal) else short(value.value)
            problems: list[_Wrong] = []
            if isinstance(value, ox.Literal) and prop not in OWN_WORDS:
                literals += 1
                problems += _missing(prop, value, texts)
            rules = [rule for rule in _RULES.get(prop, ()) if rule.value in (None, value.value)]
            markers += len(rules)
            for rule in rules:
                problems += _unmarked(rule, value, texts)
            if problems and not waivers.allow({thing, short(thing)}, {prop, prefixed(prop)}, {name, value.value}):
                complaints += [_complaint(thing, prop, name, each) for each in problems]
    # Literals of selectors are quotes and positions, which are checked elsewhere.
    unsupported = sum(
        isinstance(value, ox.Literal)
        for thing, told in said.items()
        if isinstance(thing, ox.NamedNode) and thing.value not in quotes
        for prop, found in told.items()
        if prop.value not in OWN_WORDS and not prop.value.startswith(OA)
        for value in found
    )
    return ValueReport(complaints, literals, markers, unsupported)


def check_kinds(store: ox.Store, used: Mapping[str, list[str]], waivers: Waivers) -> Iterator[Complaint]:
    """The records of another kind of assertion than others that rest on exactly the same passages (``used``)."""
    groups: dict[tuple[str, ...], dict[str, str]] = {}
    for thing, passages in used.items():
        for kind in objects(store, ox.NamedNode(thing), ASSERTION_KIND):
            groups.setdefault(tuple(passages), {})[thing] = short(kind.value)
    name = prefixed(ASSERTION_KIND)
    for kinds in groups.values():
        if len(set(kinds.values())) > 1:
            left = [
                (thing, value)
                for thing, value in kinds.items()
                if not waivers.allow({thing, short(thing)}, {name, ASSERTION_KIND}, {value, ID + value})
            ]
            for (thing, value), (other, another) in pairwise(left):
                if value != another:
                    text = f"{short(other)} rests on the same passages and is {another}; give both one kind"
                    text = f"{name} {value}: {text}, or waive one in {WAIVERS} with the reason."
                    yield Complaint(thing, text, ASSERTION_KIND)


def _statements(said: Said, thing: str) -> list[tuple[str, ox.Literal | ox.NamedNode]]:
    """What is said of a thing and may have to stand in its quotes, in order."""
    pairs = [
        (prop.value, value)
        for prop, found in said.get(ox.NamedNode(thing), {}).items()
        for value in found
        if (isinstance(value, ox.Literal) and prop.value not in OWN_WORDS)
        or (isinstance(value, ox.Literal | ox.NamedNode) and prop.value in _RULES)
    ]
    return sorted(pairs, key=lambda pair: (pair[0], str(pair[1])))


class _Wrong(NamedTuple):
    """A rule of the messages that is broken, the quotes that were looked at, and the words that they lack or have."""

    rule: str
    quotes: Sequence[str]
    words: Sequence[str] = ()


def _complaint(thing: str, prop: str, name: str, wrong: _Wrong) -> Complaint:
    said = {"property": prefixed(prop), "value": name, "words": ", ".join(f'"{word}"' for word in wrong.words)}
    messages = {
        language: sentence(wrong.rule, said | {"quotes": _shown(wrong.quotes, language)}, language)
        for language in LANGUAGES
    }
    return Complaint(thing, messages["en"], prop, messages)


def _missing(prop: str, value: ox.Literal, quotes: Sequence[str]) -> Iterator[_Wrong]:
    found = is_found(prop, value, quotes)
    if not found:
        yield _Wrong("no-rule" if found is None else "not-in-quote", quotes)


def _unmarked(rule: MarkerRule, value: ox.Literal | ox.NamedNode, quotes: Sequence[str]) -> Iterator[_Wrong]:
    if isinstance(value, ox.Literal):
        quotes = [quote for quote in quotes if is_found(rule.property, value, [quote])]
        if not quotes:
            return  # ``_missing`` has said so
    said = [word for quote in quotes if (word := marker_in(quote, rule.words))]
    if rule.wanted and not said:
        yield _Wrong("no-marker", quotes, rule.words[:3])
    elif said and not rule.wanted:
        yield _Wrong("other-marker", quotes, said[:1])


def _shown(quotes: Sequence[str], language: str = "en") -> str:
    """The quotes for a message, the fourth and later ones only counted.

    >>> _shown(["a", "b", "c"]), _shown(["a", "b", "c", "d"])
    ('"a", "b", "c"', '"a", "b", "c" and 1 more')
    """
    shown = ", ".join(f'"{one_line(quote)}"' for quote in quotes[:3])
    return f"{shown} {_MORE[language].format(len(quotes) - 3)}" if len(quotes) > 3 else shown
