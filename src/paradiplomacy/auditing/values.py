"""Checks that the values of records stand in the words of their own quotes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from paradiplomacy.auditing.article import one_line
from paradiplomacy.auditing.literals import OWN_WORDS, Literal, is_found
from paradiplomacy.auditing.waivers import WAIVERS, Waivers
from paradiplomacy.auditing.words import ABOUT, AT_LEAST, HEDGE, HOPE, PLAIN_HOPE, marker_in
from paradiplomacy.rdf.namespaces import ID, OA, PARA, prefixed, short

MEMBER_GROUP = ox.NamedNode(PARA + "memberGroup")

_ADVICE = f"correct it, add the passage that says so, or waive it in {WAIVERS} with the reason"


@dataclass(frozen=True)
class MarkerRule:
    """A value that its quotes have to mark by a word, or must not mark by one.

    ``value`` is one value, or ``None`` for all. The word counts in quotes that hold the value, if it is
    a literal.
    """

    property: str
    value: str | None
    words: list[str]
    wanted: bool


#: What the words of a quote must and must not say for a value to be coded so.
MARKER_RULES = (
    MarkerRule(PARA + "minimumSize", None, AT_LEAST, True),
    MarkerRule(PARA + "exactSize", None, AT_LEAST + ABOUT, False),
    MarkerRule(PARA + "approximateStay", None, ABOUT, True),
    MarkerRule(PARA + "stay", None, ABOUT + AT_LEAST, False),
    MarkerRule(PARA + "assertionKind", ID + "assertion-expected", HOPE, True),
    MarkerRule(PARA + "assertionKind", ID + "assertion-hedged", HEDGE, True),
    MarkerRule(PARA + "assertionKind", ID + "assertion-stated", PLAIN_HOPE, False),
)


@dataclass(frozen=True)
class UnsupportedValue:
    """A value that its quotes do not bear out: who has it, as which property, and what is wrong."""

    thing: str
    property: str
    message: str


@dataclass(frozen=True)
class ValueReport:
    """The doubts, how many literals and how many kinds and qualifiers were looked at.

    ``unsupported`` counts the literals that were not, because their things name no evidence.
    """

    doubts: list[UnsupportedValue]
    literals: int
    markers: int
    unsupported: int


def quotes_of(store: ox.Store, used: Mapping[str, list[str]], exact: Mapping[str, str]) -> dict[str, list[str]]:
    """The quotes of each thing: thing → texts.

    ``used`` is the evidence of each thing and ``exact`` the quote of each passage. A group of members
    has the quotes of its delegation besides its own.
    """
    passages = {thing: set(names) for thing, names in used.items()}
    for quad in store.quads_for_pattern(None, MEMBER_GROUP, None, None):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
            group = passages.setdefault(quad.object.value, set())
            group |= set(used.get(quad.subject.value, []))
    return {
        thing: [exact[name] for name in sorted(passages[thing]) if name in exact]
        for thing in sorted(passages)
        if passages[thing]
    }


def check_values(store: ox.Store, quotes: Mapping[str, list[str]], waivers: Waivers) -> ValueReport:
    """Check every literal and every marked value of the things that have quotes."""
    doubts: list[UnsupportedValue] = []
    literals = markers = 0
    for thing, texts in quotes.items():
        for prop, value in _statements(store, thing):
            name = value.value if isinstance(value, ox.Literal) else short(value.value)
            problems: list[str] = []
            if isinstance(value, ox.Literal) and prop not in OWN_WORDS:
                literals += 1
                literal = Literal(prop, value.value, value.datatype.value)
                problems += _literal(literal, texts)
            rules = [m for m in MARKER_RULES if m.property == prop and m.value in (None, value.value)]
            markers += len(rules)
            for rule in rules:
                problems += _marker(rule, value, texts)
            if problems and not _waived(waivers, thing, prop, name, value.value):
                doubts += [
                    UnsupportedValue(thing, prop, f"{short(thing)}: {prefixed(prop)} {name}: {problem}")
                    for problem in problems
                ]
    return ValueReport(doubts, literals, markers, _unsupported(store, quotes))


def _unsupported(store: ox.Store, quotes: Mapping[str, list[str]]) -> int:
    """Count the literals of things without quotes; those of selectors are quotes and places."""
    return sum(
        isinstance(quad.object, ox.Literal)
        and isinstance(quad.subject, ox.NamedNode)
        and quad.subject.value not in quotes
        and quad.predicate.value not in OWN_WORDS
        and not quad.predicate.value.startswith(OA)
        for quad in store
    )


def _statements(store: ox.Store, thing: str) -> list[tuple[str, ox.Literal | ox.NamedNode]]:
    quads = store.quads_for_pattern(ox.NamedNode(thing), None, None, None)
    pairs = [
        (quad.predicate.value, quad.object) for quad in quads if isinstance(quad.object, ox.Literal | ox.NamedNode)
    ]
    return sorted(pairs, key=lambda pair: (pair[0], str(pair[1])))


def _waived(waivers: Waivers, thing: str, prop: str, *names: str) -> bool:
    # Every way of writing the row counts as use, so none of them may be skipped.
    ways = [
        waivers.allow(subject, predicate, name)
        for subject in {thing, short(thing)}
        for predicate in {prop, prefixed(prop)}
        for name in set(names)
    ]
    return any(ways)


def _literal(literal: Literal, texts: Iterable[str]) -> list[str]:
    quotes = list(texts)
    found = is_found(literal, quotes)
    if found is None:
        return [f"there is no rule to find such a value in a quote; {_ADVICE}."]
    return [] if found else [f"it is not in the words of its quotes ({_shown(quotes)}); {_ADVICE}."]


def _marker(rule: MarkerRule, value: ox.Literal | ox.NamedNode, texts: Iterable[str]) -> list[str]:
    quotes = list(texts)
    if isinstance(value, ox.Literal):
        literal = Literal(rule.property, value.value, value.datatype.value)
        quotes = [quote for quote in quotes if is_found(literal, [quote])]
        if not quotes:
            return []  # said already, by ``_literal``
    said = [word for quote in quotes if (word := marker_in(quote, rule.words))]
    if rule.wanted and not said:
        some = ", ".join(f'"{word}"' for word in rule.words[:3])
        return [f"no word such as {some} is in its quotes ({_shown(quotes)}); {_ADVICE}."]
    if not rule.wanted and said:
        return [f'its quotes say "{said[0]}" ({_shown(quotes)}); {_ADVICE}.']
    return []


def _shown(quotes: list[str]) -> str:
    """The quotes for a message, the fourth and later ones only counted.

    >>> _shown(["a", "b", "c"]), _shown(["a", "b", "c", "d"])
    ('"a", "b", "c"', '"a", "b", "c" and 1 more')
    """
    shown = [f'"{one_line(quote)}"' for quote in quotes[:3]]
    return ", ".join(shown) + (f" and {len(quotes) - 3} more" if len(quotes) > 3 else "")
