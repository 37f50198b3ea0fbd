"""Compare what Wikidata and our graph say of twinnings."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paradiplomacy.linking.wikidata.items import Progress, fetch_items
from paradiplomacy.linking.wikidata.statements import UNKNOWN, Statement, partners, statements
from paradiplomacy.linking.wikidata.vocabulary import item_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paradiplomacy.linking.recorded import Twinning
    from paradiplomacy.sparql.endpoint import Endpoint

COLUMNS = ("agreement", "one", "other", "wikidata", "startInWikidata", "startInGraph", "finding", "source")
NOT_CODED = "not coded"
NONE = "none"
SAME, DIFFERENT, SEVERAL = "same start", "start differs", "Wikidata has several starts"


class Difference(NamedTuple):
    """One row: a twinning of the graph, or one that only Wikidata has, and how the two differ."""

    agreement: str
    one: str
    other: str
    wikidata: str
    start_in_wikidata: str
    start_in_graph: str
    finding: str
    source: str


def diff(endpoint: Endpoint, twinnings: Sequence[Twinning], progress: Progress | None = None) -> list[Difference]:
    """First a row for each of ``twinnings``, then one for each twinning of their parties that Wikidata states in one
    direction only. Raises EndpointError when the endpoint fails."""
    linked = [twinning for twinning in twinnings if twinning.one.item and twinning.other.item]
    pairs = [(twinning.one.item, twinning.other.item) for twinning in linked]
    both = [*pairs, *((other, one) for one, other in pairs)]
    said = statements(endpoint, both, progress)
    ours = {party.item: party.label for twinning in linked for party in (twinning.one, twinning.other)}
    stated = partners(endpoint, ours, progress) if ours else set()
    rows = [_compared(twinning, said, stated) for twinning in twinnings]
    lone = sorted(
        (pair for pair in stated if pair[::-1] not in stated and pair not in both),
        key=lambda pair: (item_number(pair[0]), item_number(pair[1])),
    )
    others = fetch_items(endpoint, {item for pair in lone for item in pair} - set(ours), progress=progress)
    names = {name: item.label for name, item in others.items()} | ours
    return rows + [_lone(pair, names) for pair in lone]


def compare_start(ours: str, theirs: Sequence[str]) -> str:
    """How the start in the graph and those in Wikidata compare, in words.

    >>> compare_start("1997-09-24", ["1997"])
    'Wikidata is less precise'
    """
    if not theirs:
        return "start missing in Wikidata" if ours else "no start in either"
    if not ours:
        return "start missing in the graph"
    if len(theirs) > 1:
        return SEVERAL
    if theirs[0] == ours:
        return SAME
    if theirs[0] == UNKNOWN:
        return "start unknown or vague in Wikidata"
    if ours.startswith(theirs[0]):
        return "Wikidata is less precise"
    if theirs[0].startswith(ours):
        return "Wikidata is more precise"
    return DIFFERENT


def ended(day: str) -> str:
    """That Wikidata gives an end, and the day as far as it knows it, in words."""
    return f"ended {day} in Wikidata" if day != UNKNOWN else "ended in Wikidata, it is not known when"


def direction(there: bool, back: bool, one: str, other: str) -> str:
    """In which directions a twinning is stated, in words."""
    if there and back:
        return "both directions"
    if not there and not back:
        return NONE
    return f"{one} → {other} only" if there else f"{other} → {one} only"


def quoted_source(twinning: Twinning) -> str:
    """Our source with its words, on one line."""
    titles = " and ".join(source.title for source in twinning.sources) or NONE
    words = " … ".join(" ".join(quote.split()) for quote in twinning.quotes)
    return f"{titles}: “{words}”" if words else titles


def _compared(
    twinning: Twinning, said: dict[tuple[str, str], list[Statement]], stated: set[tuple[str, str]]
) -> Difference:
    one, other = twinning.one, twinning.other
    first, second = (f"{party.label} ({party.item or 'no item'})" for party in (one, other))
    unlinked = [party.label for party in (one, other) if not party.item]
    kind = "" if twinning.is_stated else " (hedged or expected by the source)"
    start = twinning.start or NONE
    label = twinning.agreement + kind
    if unlinked:
        finding = f"{' and '.join(unlinked)}: no item in the table of links, so it was not compared"
        return Difference(label, first, second, "", "", start, finding, quoted_source(twinning))
    pair = one.item, other.item
    ways = {way: f"{a.label} → {b.label}" for way, a, b in ((pair, one, other), (pair[::-1], other, one))}
    valid = {way: [each for each in said.get(way, ()) if not each.is_deprecated] for way in ways}
    missing = [words for way, words in ways.items() if way not in stated]
    findings = [f"missing in Wikidata: {', '.join(missing)}"] if missing else []
    compared = {
        words: compare_start(twinning.start, sorted({day for each in valid[way] for day in each.starts}))
        for way, words in ways.items()
        if way in stated
    }
    if len(set(compared.values())) == 1:
        findings.append(next(iter(compared.values())))
    else:
        findings += [f"{words}: {outcome}" for words, outcome in compared.items()]
    both = [each for found in valid.values() for each in found]
    starts = sorted({day for each in both for day in each.starts})
    findings += [ended(day) for day in sorted({day for each in both for day in each.ends})]
    if both and not any(each.references for each in both):
        findings.append("no reference in Wikidata")
    return Difference(
        label,
        first,
        second,
        direction(pair in stated, pair[::-1] in stated, one.label, other.label),
        ", ".join(starts) or NONE,
        start,
        "; ".join(findings),
        quoted_source(twinning),
    )


def _lone(pair: tuple[str, str], names: dict[str, str]) -> Difference:
    one, other = (names[item] for item in pair)
    first, second = (f"{names[item]} ({item})" for item in pair)
    way = direction(True, False, one, other)
    return Difference("", first, second, way, "", NOT_CODED, f"missing in Wikidata: {other} → {one}", "")
