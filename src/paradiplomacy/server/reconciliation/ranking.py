"""Find the candidates for a query, say how well each fits, and decide whether one of them is surely meant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

import pyoxigraph as ox

from paradiplomacy.names.spellings import bare
from paradiplomacy.rdf.namespaces import short
from paradiplomacy.server.reconciliation.comparing import agreement
from paradiplomacy.server.reconciliation.index import KINDS, Found, Names, Thing
from paradiplomacy.server.reconciliation.limits import LONGEST_NAME, MOST_SCANNED, Refusal
from paradiplomacy.server.reconciliation.requests import Condition, Entity, Query, Value
from paradiplomacy.server.reconciliation.vocabulary import Terms

# A name that is only like the one asked for never counts as much as the same name in another form.
_LIKE = 0.95
_LEAST = 0.5
# Beside the name, which counts 1. Where the graph is silent on a property, it counts half: neither for nor against.
_PROPERTY_WEIGHT = 0.4
_SILENT = 0.5
#: A property is confirmed by the same value, and contradicted by one no more than so like it; between, nobody can tell.
CONFIRMED, CONTRADICTED = 1.0, 0.5
# What is not of the type that it should, but need not, be of.
_OTHER_TYPE = 0.8
_CLOSEST = 100


class Feature(NamedTuple):
    """One reason of a score."""

    id: str
    name: str
    value: float | bool


@dataclass
class Candidate:
    """A thing that may be meant, its score from 0 to 100, the reasons, and whether it is surely meant."""

    thing: Thing
    score: float
    features: list[Feature] = field(default_factory=list)
    same: bool = False
    of_type: bool = True
    confirmed: bool = True
    contradicted: bool = False
    match: bool = False


class Ranking:
    """Answers queries on the graph ``store``, of which ``names`` and ``terms`` are."""

    def __init__(self, store: ox.Store, names: Names, terms: Terms) -> None:
        self._store, self._names, self._terms = store, names, terms

    def candidates(self, query: Query) -> list[Candidate]:
        """The candidates for ``query``, the best first; raises Refusal when it names an unknown type or property."""
        types = frozenset(self._terms.type_named(type_) for type_ in query.types)
        said = [one for one in query.conditions if not one.property]
        properties = [(self._terms.property_named(one.property), one) for one in query.conditions if one.property]
        searched = frozenset() if query.strict == "should" else types
        found = self._named(said, searched) if _asks(said) else self._having(properties)
        ranked = []
        for number, fit in found.items():
            thing = self._names.things[number]
            of_type = _is_of(thing, types, query.strict)
            if of_type or query.strict == "should":
                candidate = self._judged(thing, fit if _asks(said) else None, of_type, bool(types), properties)
                if candidate is not None and not self._is_excluded(number, said):
                    ranked.append(candidate)
        ranked.sort(key=lambda one: (-one.score, one.thing.name(), one.thing.id))
        _decide(ranked)
        return ranked[: query.limit]

    def _named(self, said: list[Condition], types: frozenset[str]) -> dict[int, Found]:
        """The things whose names are the same as, or like, those asked for; every condition on names has to hold."""
        results: list[dict[int, Found]] = []
        for condition in said:
            if condition.quantifier == "none":
                continue
            each = [self._like(_as_text(value), types, condition) for value in condition.values]
            together = set.intersection if condition.quantifier == "all" else set.union
            numbers = together(*map(set, each)) if each else set()
            fits = {n: [one[n] for one in each if n in one] for n in numbers}
            pick = min if condition.quantifier == "all" else max
            results.append({n: pick(several) for n, several in fits.items()})
        if not results:
            return {}
        shared = set.intersection(*map(set, results))
        return {n: min(one[n] for one in results) for n in shared}

    def _like(self, text: str, types: frozenset[str], condition: Condition) -> dict[int, Found]:
        found = dict(self._names.same(text))
        if condition.exact or condition.required or len(text) > LONGEST_NAME:
            return found
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        keys, owners = self._names.among(types)
        for asked in dict.fromkeys(bare(text, kind) for kind in KINDS):
            for _, fit, place in process.extract(
                asked, keys, scorer=OSA.normalized_similarity, processor=None, limit=_CLOSEST, score_cutoff=_LEAST
            ):
                number = owners[place]
                if number not in found or (not found[number].same and fit * _LIKE > found[number].fit):
                    found[number] = Found(fit * _LIKE, False)
        return found

    def _having(self, properties: list[tuple[str, Condition]]) -> dict[int, Found]:
        """The things that have one of the properties at all, for a query without a name."""
        found: dict[int, Found] = {}
        left = MOST_SCANNED
        for predicate, _ in properties:
            for quad in self._store.quads_for_pattern(None, ox.NamedNode(predicate), None, ox.DefaultGraph()):
                left -= 1
                if left < 0:
                    raise Refusal("So many things have this property that a query for it needs a name as well.")
                number = self._names.number.get(getattr(quad.subject, "value", ""))
                if number is not None:
                    found[number] = Found(0.0, False)
        return found

    def _judged(
        self, thing: Thing, fit: Found | None, of_type: bool, typed: bool, properties: list[tuple[str, Condition]]
    ) -> Candidate | None:
        """The candidate with its score; None when it lacks what is required, or nothing speaks for it."""
        candidate = Candidate(thing, 0.0, of_type=of_type)
        total, weights = 0.0, 0.0
        if fit is not None:
            total, weights = fit.fit, 1.0
            candidate.same = fit.same
            candidate.features += [
                Feature("name_similarity", "Likeness of the names, 0 to 100", round(100 * fit.fit, 1)),
                Feature("name_same", "The names are the same", fit.same),
            ]
        if typed:
            candidate.features.append(Feature("type", "It is of the type asked for", of_type))
        for place, (predicate, condition) in enumerate(properties):
            value = agreement(thing, predicate, condition, self._store, self._names)
            if condition.required and (value is None or value < CONFIRMED):
                return None
            candidate.confirmed &= value is not None and value >= CONFIRMED
            candidate.contradicted |= value is not None and value <= CONTRADICTED
            total += _PROPERTY_WEIGHT * (_SILENT if value is None else value)
            weights += _PROPERTY_WEIGHT
            if value is not None:
                number = f"_{place + 1}" if any(predicate == other for other, _ in properties[:place]) else ""
                name = f"Agreement on “{self._terms.name(predicate)}”, 0 to 100"
                feature = Feature(f"property_{short(predicate)}{number}", name, round(100 * value, 1))
                candidate.features.append(feature)
        share = total / weights
        candidate.score = round(100 * share * (1 if of_type else _OTHER_TYPE), 1)
        return candidate if fit is not None or share >= _LEAST else None

    def _is_excluded(self, number: int, said: list[Condition]) -> bool:
        return any(
            number in self._names.same(_as_text(value))
            for condition in said
            if condition.quantifier == "none"
            for value in condition.values
        )


def _decide(ranked: Iterable[Candidate]) -> None:
    """Mark the one candidate that is surely meant, if there is one.

    It has the same name as asked for and the right type, and all that is said of it is confirmed by the graph. No
    other thing may have this name too, unless the graph contradicts what is said of it.
    """
    bearers = [one for one in ranked if one.same and one.of_type]
    rivals = [one for one in bearers if not one.contradicted]
    if len(rivals) == 1 and rivals[0].confirmed:
        rivals[0].match = True


def _asks(said: list[Condition]) -> bool:
    return any(condition.quantifier != "none" for condition in said)


def _is_of(thing: Thing, types: frozenset[str], strict: str) -> bool:
    if not types:
        return True
    return types <= thing.types if strict == "all" else not types.isdisjoint(thing.types)


def _as_text(value: Value | Entity) -> str:
    return value.id if isinstance(value, Entity) else str(value)
