"""The SHACL constraints on all values of a path together, such as their number, as patterns of SPARQL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from rdflib import URIRef

from paradiplomacy.validation.conditions import FALSE, TRUE, Condition, both, exists, filtered, opposite, sure


@dataclass(frozen=True, slots=True)
class Violation:
    """How a focus node breaks a constraint: the pattern has a match for which the condition fails.

    Without a pattern, the condition is one on the focus node as it stands. `variables` are those of the match
    that a finding shows, `compared` is the property with whose values those of the path are compared.
    """

    condition: Condition
    pattern: str = ""
    variables: tuple[str, ...] = ()
    compared: URIRef | None = None

    def as_condition(self) -> Condition:
        """That the focus node does not break the constraint."""
        if not self.pattern:
            return self.condition
        return opposite(exists(f"{self.pattern} {filtered(self.condition.fails)}"))


def too_few(focus: str, route: str, values: Sequence[str], tests: Sequence[str]) -> Violation:
    """There are not as many different values as variables are given, with the `tests` true of them."""
    patterns = [f"{focus} {route} {value} ." for value in values]
    return Violation(exists(" ".join([*patterns, filtered(both(*_differ(values), *tests))])))


def too_many(focus: str, route: str, values: Sequence[str], tests: Sequence[str]) -> Violation:
    """There are at least as many different values as variables are given, with the `tests` true of them."""
    patterns = [f"{focus} {route} {value} ." for value in values]
    if len(values) == 1:
        return Violation(sure(FALSE), f"{patterns[0]} {filtered(both(*tests))}")
    # The first value starts the search; the others need only exist.
    rest = exists(" ".join([*patterns[1:], filtered(both(*_differ(values), *tests))]))
    return Violation(opposite(rest), patterns[0])


def same_language(focus: str, route: str, value: str, other: str) -> Violation:
    """Two values have the same language."""
    tag = f'LANG({value}) != "" && LCASE(LANG({value})) = LCASE(LANG({other}))'
    twin = f"{focus} {route} {other} . FILTER(!sameTerm({value}, {other}) && {tag})"
    return Violation(opposite(exists(twin)), f"{focus} {route} {value} . FILTER(isLiteral({value}))")


def not_equal(focus: str, route: str, compared: str, value: str, shown: tuple[str, ...]) -> list[Violation]:
    """A value of the path is none of the property, or the other way round."""
    here, there = f"{focus} {route} {value} .", f"{focus} {compared} {value} ."
    return [Violation(exists(there), here, shown), Violation(exists(here), there, shown)]


def not_disjoint(focus: str, route: str, compared: str, value: str, shown: tuple[str, ...]) -> Violation:
    """A value of the path is one of the property too."""
    return Violation(opposite(exists(f"{focus} {compared} {value} .")), f"{focus} {route} {value} .", shown)


def in_order(value: str, sign: str, other: str) -> Condition:
    """That two values are in the right order, which is unsure where engines know no order or one of their own.

    All agree on numbers, and on values of one datatype and one length made of digits and hyphens, such as days.
    """
    right = f"{value} {sign} {other}"
    alike = f"DATATYPE({value}) = DATATYPE({other}) && STRLEN(STR({value})) = STRLEN(STR({other}))"
    plain = f'!REGEX(CONCAT(STR({value}), STR({other})), "[^0-9-]|^-")'
    certain = f"COALESCE({right} && ((isNumeric({value}) && isNumeric({other})) || ({alike} && {plain})), false)"
    good = f"COALESCE({right}, false)"
    return Condition(good, f"!{good}", TRUE, f"!{certain}", local=False, doubtful=True)


def _differ(values: Sequence[str]) -> list[str]:
    return [f"!sameTerm({one}, {two})" for one, two in combinations(values, 2)]
