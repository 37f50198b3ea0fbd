"""Two people who coded one source: how far they agree on each kind of record, and where they differ."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from paradiplomacy.auditing.passages import evidence, read_quotes
from paradiplomacy.errors import DataError
from paradiplomacy.rdf.facts import TYPE, objects
from paradiplomacy.rdf.namespaces import PARA, prefixed, short
from paradiplomacy.rdf.read import load_store

_KIND = ox.NamedNode(PARA + "assertionKind")
# Two quotes are of one place in the text when they share this part of the words of the shorter one.
_SHARED = 0.5
# What differs between any two coders and says nothing of the source, or is compared as the kind itself.
_OWN = frozenset(PARA + name for name in ("evidence", "sourceName"))


@dataclass(frozen=True)
class Agreement:
    """How far two coders agree on one kind of record over all units (see ``compare``).

    ``both``, ``first``, ``second`` and ``neither`` count the units at which both, only one or none has such a record.
    """

    kind: str
    both: int
    first: int
    second: int
    neither: int

    @property
    def kappa(self) -> float | None:
        """Cohen's kappa: (po - pe) / (1 - pe), with po the share of units on which they agree and pe that by chance.

        None where both always say the same of it, for then chance cannot be told from agreement.

        >>> Agreement("event", 20, 5, 10, 15).kappa
        0.4
        """
        total = self.both + self.first + self.second + self.neither
        one, other = self.both + self.first, self.both + self.second
        chance = (one * other + (total - one) * (total - other)) / total**2
        return None if chance == 1 else round(((self.both + self.neither) / total - chance) / (1 - chance), 3)


@dataclass
class Comparison:
    """The agreement on each kind of record, by the name of its class, and one line for each difference."""

    units: int
    agreements: list[Agreement]
    differences: list[str]


@dataclass
class _Unit:
    """One place in the text: the quotes of it, and the records of each of the two coders that rest on them."""

    words: frozenset[str]
    quote: str
    records: tuple[list[str], list[str]]


def compare(first: Sequence[Path], second: Sequence[Path]) -> Comparison:
    """Compare two codings of one source, each the files of a graph.

    A unit is a place in the text that at least one of them quoted; quotes that share half the words of the shorter one
    are of one place. For each kind of record, both judge every unit: is there such a record or not?
    Records of one kind at one unit are then compared property by property. Raises DataError for no record.
    """
    stores = tuple(load_store(files) for files in (first, second))
    for store, files in zip(stores, (first, second), strict=True):
        if not any(True for _ in store.quads_for_pattern(None, _KIND, None, None)):
            raise DataError(f"{files[0]} holds no record to compare; give the coding of a source.")
    units = _units(stores)
    kinds = [[{_class(stores[side], record) for record in unit.records[side]} for side in (0, 1)] for unit in units]
    agreements = []
    for kind in sorted({kind for pair in kinds for found in pair for kind in found}):
        counted = [(kind in pair[0], kind in pair[1]) for pair in kinds]
        cells = (
            counted.count((one, other)) for one, other in ((True, True), (True, False), (False, True), (False, False))
        )
        agreements.append(Agreement(kind, *cells))
    return Comparison(len(units), agreements, _all_differences(units, stores))


def lines(found: Comparison) -> list[str]:
    """The comparison as lines of text."""
    shown = [f"Places in the text that at least one of them quoted: {found.units}."]
    for each in found.agreements:
        kappa = "not defined, they never differ" if each.kappa is None else f"{each.kappa:.2f}"
        counts = f"both {each.both}, only the first {each.first}, only the second {each.second}, neither {each.neither}"
        shown.append(f"{each.kind}: kappa {kappa} ({counts})")
    return [*shown, *found.differences, f"{len(found.differences)} differences."]


def _units(stores: Sequence[ox.Store]) -> list[_Unit]:
    """The places in the text: each quote of the first coder, with those of the second that are of the same place."""
    units: list[_Unit] = []
    by_words: dict[frozenset[str], _Unit] = {}
    for side, store in enumerate(stores):
        quotes = _quotes(store)
        # The same words first, so that no quote is taken for that of a neighbour.
        for words in sorted(quotes, key=lambda words: words not in by_words):
            unit = by_words.get(words)
            if unit is None and side:
                near = max(units, key=lambda unit: _overlap(words, unit.words), default=None)
                unit = near if near and _overlap(words, near.words) >= _SHARED and near.words not in quotes else None
            if unit is None:
                unit = by_words[words] = _Unit(words, quotes[words][0], ([], []))
                units.append(unit)
            unit.records[side].extend(record for record in quotes[words][1] if record not in unit.records[side])
    return units


def _quotes(store: ox.Store) -> dict[frozenset[str], tuple[str, list[str]]]:
    """The words of each quote that a record rests on → the quote, and these records."""
    resting: dict[str, list[str]] = defaultdict(list)
    for thing, passages in evidence(store).items():
        if objects(store, ox.NamedNode(thing), _KIND):
            for passage in passages:
                resting[passage].append(thing)
    found: dict[frozenset[str], tuple[str, list[str]]] = {}
    for quote in read_quotes(store):
        if quote.exact and quote.passage in resting:
            words = frozenset(re.findall(r"\w+", quote.exact.casefold()))
            found.setdefault(words, (quote.exact, []))[1].extend(resting[quote.passage])
    return found


def _overlap(words: frozenset[str], others: frozenset[str]) -> float:
    return len(words & others) / min(len(words), len(others)) if words and others else 0.0


def _all_differences(units: Iterable[_Unit], stores: Sequence[ox.Store]) -> list[str]:
    """A line for each difference; what two records say differently is told at the first of their places."""
    told: dict[str, str] = {}
    for unit in units:
        for what, quote in _differences(unit, stores):
            told.setdefault(what, quote)
    return [f'"{quote}": {what}' for what, quote in told.items()]


def _differences(unit: _Unit, stores: Sequence[ox.Store]) -> Iterator[tuple[str, str]]:
    by_kind = tuple({_class(stores[side], record): record for record in unit.records[side]} for side in (0, 1))
    for kind in sorted(by_kind[0].keys() | by_kind[1].keys()):
        one, other = by_kind[0].get(kind), by_kind[1].get(kind)
        if one is None or other is None:
            which, record = ("first", one) if other is None else ("second", other)
            yield f"only the {which} has a record of the kind {kind} ({short(record or '')})", unit.quote
            continue
        says = (_said(stores[0], one), _said(stores[1], other))
        for prop in sorted(says[0].keys() | says[1].keys()):
            left, right = (sorted(said.get(prop, ())) for said in says)
            if left != right:
                shown = f"{', '.join(left) or 'none'} against {', '.join(right) or 'none'}"
                yield f"{kind} {short(one)}: {prefixed(prop)} {shown}", unit.quote


def _said(store: ox.Store, record: str) -> Mapping[str, set[str]]:
    """What a record says in our vocabulary: property → values as people write them."""
    found: dict[str, set[str]] = defaultdict(set)
    for quad in store.quads_for_pattern(ox.NamedNode(record), None, None, None):
        if quad.predicate.value.startswith(PARA) and quad.predicate.value not in _OWN:
            value = quad.object
            found[quad.predicate.value].add(
                short(value.value) if isinstance(value, ox.NamedNode) else str(getattr(value, "value", value))
            )
    return found


def _class(store: ox.Store, record: str) -> str:
    """The narrowest of the classes of a record: the longest list of classes begins with the widest."""
    names = [short(node.value) for node in objects(store, ox.NamedNode(record), TYPE)]
    wide = {"Activity", "Agreement", "Instrument"}
    return next((name for name in sorted(names) if name not in wide), names[0] if names else "record")
