"""Compare what Wikidata and our graph say of twinnings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from paradiplomacy.linking.recorded import Twinning
from paradiplomacy.linking.wikidata.items import Progress, fetch_items
from paradiplomacy.linking.wikidata.statements import UNKNOWN, WikidataTwinnings, ends_of, fetch_twinnings, starts_of
from paradiplomacy.linking.wikidata.vocabulary import item_number
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
    """A row for each of ``twinnings``, then one for each other twinning of their parties that Wikidata states once.

    Stated once means: on the item of one of the two only. Raises EndpointError when the endpoint fails.
    """
    wikidata = fetch_twinnings(endpoint, [twinning.items for twinning in twinnings], progress)
    ours = {party.item: party.label for twinning in twinnings if all(twinning.items) for party in twinning.parties}
    lone = sorted(
        (pair for pair in wikidata.pairs if pair[::-1] not in wikidata.pairs and pair not in wikidata.statements),
        key=lambda pair: (item_number(pair[0]), item_number(pair[1])),
    )
    others = fetch_items(endpoint, {item for pair in lone for item in pair} - set(ours), progress=progress)
    names = {name: item.label for name, item in others.items()} | ours
    return [*(_compared(twinning, wikidata) for twinning in twinnings), *(_lone(pair, names) for pair in lone)]


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


def _compared(twinning: Twinning, wikidata: WikidataTwinnings) -> Difference:
    one, other = twinning.parties
    first, second = (f"{party.label} ({party.item or 'no item'})" for party in twinning.parties)
    start = twinning.start or NONE
    label = twinning.agreement + ("" if twinning.is_stated else " (hedged or expected by the source)")
    unlinked = [party.label for party in twinning.parties if not party.item]
    if unlinked:
        finding = f"{' and '.join(unlinked)}: no item in the table of links, so it was not compared"
        return Difference(label, first, second, "", "", start, finding, _quoted_source(twinning))
    ways = {(a.item, b.item): f"{a.label} → {b.label}" for a, b in ((one, other), (other, one))}
    stated = [way for way in ways if way in wikidata.pairs]
    missing = [words for way, words in ways.items() if way not in stated]
    findings = [f"missing in Wikidata: {', '.join(missing)}"] if missing else []
    valid = {way: [each for each in wikidata.statements.get(way, ()) if not each.is_deprecated] for way in ways}
    compared = {way: compare_start(twinning.start, starts_of(valid[way])) for way in stated}
    if len(set(compared.values())) == 1:
        findings.append(compared[stated[0]])
    else:
        findings += [f"{ways[way]}: {outcome}" for way, outcome in compared.items()]
    both = [statement for found in valid.values() for statement in found]
    findings += [
        f"ended {day} in Wikidata" if day != UNKNOWN else "ended in Wikidata, it is not known when"
        for day in ends_of(both)
    ]
    if both and not any(statement.references for statement in both):
        findings.append("no reference in Wikidata")
    directions = NONE if not stated else "both directions" if not missing else f"{ways[stated[0]]} only"
    starts = ", ".join(starts_of(both)) or NONE
    return Difference(label, first, second, directions, starts, start, "; ".join(findings), _quoted_source(twinning))


def _lone(pair: tuple[str, str], names: dict[str, str]) -> Difference:
    """The row of a twinning that Wikidata states on the first item of ``pair`` only."""
    one, other = (names[item] for item in pair)
    first, second = (f"{names[item]} ({item})" for item in pair)
    finding = f"missing in Wikidata: {other} → {one}"
    return Difference("", first, second, f"{one} → {other} only", "", NOT_CODED, finding, "")


def _quoted_source(twinning: Twinning) -> str:
    """Our source with its words, on one line."""
    titles = " and ".join(source.title for source in twinning.sources) or NONE
    words = " … ".join(" ".join(quote.text.split()) for quote in twinning.words())
    return f"{titles}: “{words}”" if words else titles
