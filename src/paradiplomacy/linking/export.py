"""From the twinnings of our graph to statements that a person may hand to QuickStatements. Nothing is ever sent.

A statement is ready only when the source states the twinning, both parties have an item, and there is a reference
that can truly be given: an address at which the source can be read, or its own item.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paradiplomacy.errors import DataError
from paradiplomacy.linking import quickstatements
from paradiplomacy.linking.diff import DIFFERENT, SAME, SEVERAL, compare_start
from paradiplomacy.linking.wikidata.statements import UNKNOWN, Statement, partners, statements

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paradiplomacy.linking.recorded import Party, Source, Twinning
    from paradiplomacy.linking.wikidata.items import Progress
    from paradiplomacy.sparql.endpoint import Endpoint

COLUMNS = ("agreement", "subject", "object", "start", "reference", "ready", "why")
_CONTRADICTIONS = (DIFFERENT, SEVERAL)


class Proposal(NamedTuple):
    """A statement in one direction; ``command`` is its line of QuickStatements, "" unless it is ready."""

    agreement: str
    subject: str
    object: str
    start: str
    reference: str
    command: str
    why: str

    @property
    def is_ready(self) -> bool:
        """Whether a person may hand it on."""
        return bool(self.command)


class WikidataTwinnings(NamedTuple):
    """What Wikidata says of the twinnings: its statements by pair, and all pairs that it states."""

    statements: dict[tuple[str, str], list[Statement]]
    pairs: set[tuple[str, str]]


def known(endpoint: Endpoint, twinnings: Sequence[Twinning], progress: Progress | None = None) -> WikidataTwinnings:
    """Ask ``endpoint`` what Wikidata says of ``twinnings`` already."""
    pairs = [(each.one.item, each.other.item) for each in twinnings if each.one.item and each.other.item]
    if not pairs:
        return WikidataTwinnings({}, set())
    both = [*pairs, *((other, one) for one, other in pairs)]
    cities = {item for pair in pairs for item in pair}
    return WikidataTwinnings(statements(endpoint, both, progress), partners(endpoint, cities, progress))


def proposals(twinnings: Sequence[Twinning], wikidata: WikidataTwinnings | None = None) -> list[Proposal]:
    """Both directions of each of ``twinnings``, a proposal for each source; ``wikidata`` is None when nobody asked."""
    found: list[Proposal] = []
    for twinning in twinnings:
        sources: list[Source | None] = [*_usable(twinning)]
        for one, other in ((twinning.one, twinning.other), (twinning.other, twinning.one)):
            found += [_proposal(twinning, one, other, source, wikidata) for source in sources or [None]]
    return found


def to_quickstatements(found: Sequence[Proposal]) -> str:
    """The commands of those that are ready, one a line."""
    return "".join(f"{proposal.command}\n" for proposal in found if proposal.is_ready)


def _proposal(
    twinning: Twinning, one: Party, other: Party, source: Source | None, wikidata: WikidataTwinnings | None
) -> Proposal:
    # A source supports the start only when it also gave the day or year.
    start = twinning.start if source is None or source.id in twinning.start_sources else ""
    reference: list[tuple[str, str]] = []
    note = "new; not compared with Wikidata"
    command = ""
    why = _obstacle(twinning, one, other, source)
    try:
        reference = _reference(source) if source else []
        if not why and wikidata:
            why, note = _against(wikidata, (one.item, other.item), start)
        if not why:
            qualifiers = [("P580", quickstatements.time(start))] if start else []
            command = quickstatements.line(one.item, "P190", quickstatements.item(other.item), qualifiers, reference)
    except DataError as error:  # one value that cannot be written must not keep back all the others
        why = str(error)
    shown = " ".join(f"{name.replace('P', 'S')} {value}" for name, value in reference) or "none"
    subject, object_ = (f"{party.label} ({party.item or 'no item'})" for party in (one, other))
    return Proposal(twinning.agreement, subject, object_, start or "none", shown, command, why or note)


def _obstacle(twinning: Twinning, one: Party, other: Party, source: Source | None) -> str:
    """Why a twinning cannot be proposed at all; "" when it can."""
    if not twinning.is_stated:
        return "the source hedges or expects it, and only what is stated is exported"
    if twinning.end:
        return f"the graph says that it ended {twinning.end}, which the statement would not say; enter it by hand"
    unlinked = [party.id for party in (one, other) if not party.item]
    if unlinked:
        return f"{' and '.join(unlinked)} has no item in the table of links"
    if source is None:
        return _without_reference(twinning)
    return ""


def _without_reference(twinning: Twinning) -> str:
    if not twinning.sources:
        return "no reference can be given: no passage of a source supports it in the graph"
    ids = " and ".join(source.id for source in twinning.sources)
    words = (
        f"no reference can be given: {ids} has neither a page (foaf:page) nor an item in the graph; if you know where "
        f"it can be read, add foaf:page and para:accessedOn to id:{twinning.sources[0].id}"
    )
    cited = [source for source in twinning.cited if source.page]
    if cited:
        works = " and ".join(f"{source.id} ({source.page})" for source in cited)
        words += f"; it cites {works}, which a person has to read before citing it"
    return words


def _usable(twinning: Twinning) -> list[Source]:
    return [source for source in twinning.sources if source.item or source.page]


def _reference(source: Source) -> list[tuple[str, str]]:
    parts = []
    if source.item:
        parts.append(("P248", quickstatements.item(source.item)))
    if source.page:
        parts.append(("P854", quickstatements.text(source.page)))
        if source.accessed:
            parts.append(("P813", quickstatements.time(source.accessed)))
    return parts


def _against(wikidata: WikidataTwinnings, pair: tuple[str, str], start: str) -> tuple[str, str]:
    """Why the statement must not be proposed, given what Wikidata has, and what it adds when it may be."""
    said, back = wikidata.statements.get(pair, []), wikidata.statements.get(pair[::-1], [])
    for found, where in ((said, ""), (back, " in the other direction")):
        # A twinning is one for both cities, so what Wikidata says against it in one direction holds for the other.
        if any(statement.is_deprecated for statement in found):
            return f"Wikidata holds this twinning as deprecated{where}; settle it there", ""
        days = sorted({day for statement in found for day in statement.ends})
        if days:
            when = f" {days[0]}" if days[0] != UNKNOWN else ", it is not known when"
            return f"Wikidata says{where} that it ended{when}; settle it there", ""
    starts, others = (sorted({day for each in found for day in each.starts}) for found in (said, back))
    if start and compare_start(start, others) in _CONTRADICTIONS:
        return _settle(compare_start(start, others), others, start, " in the other direction"), ""
    if pair not in wikidata.pairs:
        return "", "new in Wikidata"
    has_reference = any(statement.references for statement in said)
    if not start or not starts:
        if start:
            return "", "adds the start and the reference"
        return ("Wikidata has it with a reference already", "") if has_reference else ("", "adds the reference")
    compared = compare_start(start, starts)
    if compared != SAME:
        # QuickStatements would put a second start beside the first.
        return _settle(compared, starts, start), ""
    return ("Wikidata has it with a reference already", "") if has_reference else ("", "adds the reference")


def _settle(compared: str, theirs: Sequence[str], ours: str, where: str = "") -> str:
    return f"{compared}{where}: {', '.join(theirs)} there, {ours} here; settle it there"
