"""From the twinnings of our graph to statements that a person may hand to QuickStatements. Nothing is ever sent.

A statement is ready only when the source states the twinning, both parties have an item, and there is a reference
that can truly be given: an address at which the source can be read, or its own item.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from paradiplomacy.errors import DataError, UsageError, quoted, suggestion
from paradiplomacy.linking import quickstatements
from paradiplomacy.linking.diff import DIFFERENT, SAME, SEVERAL, compare_start
from paradiplomacy.linking.recorded import Party, Source, Twinning
from paradiplomacy.linking.wikidata.statements import UNKNOWN, WikidataTwinnings, ends_of, starts_of
from paradiplomacy.rdf.facts import TYPE
from paradiplomacy.rdf.namespaces import ID
from paradiplomacy.rdf.read import load_store

COLUMNS = ("agreement", "subject", "object", "start", "ready", "why", "line")
_MISSING = "?"  # stands in a draft for what a person has to add


class Proposal(NamedTuple):
    """A statement in one direction; ``line`` is its command of QuickStatements, with gaps unless it is ready."""

    agreement: str
    subject: str
    object: str
    start: str
    is_ready: bool
    why: str
    line: str


def proposals(twinnings: Sequence[Twinning], wikidata: WikidataTwinnings | None = None) -> list[Proposal]:
    """Both directions of each of ``twinnings``, a proposal for each source.

    ``wikidata`` is what Wikidata has already, None when it was not asked.
    """
    return [
        _proposal(twinning, one, other, source, wikidata)
        for twinning in twinnings
        for one, other in (twinning.parties, twinning.parties[::-1])
        for source in [each for each in twinning.sources if each.item or each.page] or twinning.sources or (None,)
    ]


def with_reference(
    twinnings: Sequence[Twinning], source: str = "", url: str = "", item: str = "", retrieved: str = ""
) -> list[Twinning]:
    """The twinnings that ``source`` supports (all, without one), and what the user knows of that source.

    Raises UsageError when the source supports none, or when there are several and none is named.
    """
    known = sorted({each.id for twinning in twinnings for each in twinning.sources})
    chosen = source.removeprefix(ID).removeprefix("id:")
    if chosen and chosen not in known:
        raise UsageError(f"{quoted(source)} is no source of a twinning; {suggestion(chosen, known)}")
    if not chosen and (url or item or retrieved):
        if len(known) != 1:
            raise UsageError(f"Name the source that this describes by --source ID; there are {', '.join(known)}.")
        chosen = known[0]
    if not chosen:
        return list(twinnings)
    given = {name: value for name, value in (("page", url), ("item", item), ("accessed", retrieved)) if value}
    return [
        twinning._replace(sources=(each._replace(**given),))
        for twinning in twinnings
        for each in twinning.sources
        if each.id == chosen
    ]


def to_quickstatements(found: Sequence[Proposal]) -> str:
    """The commands of those that are ready, one a line."""
    return "".join(f"{proposal.line}\n" for proposal in found if proposal.is_ready)


def advice(twinnings: Sequence[Twinning], files: Sequence[Path]) -> list[str]:
    """For each source that no reference can be made of: which of ``files`` to edit, and what to write there."""
    lacking = {each.id for twinning in twinnings for each in twinning.sources if not (each.page or each.item)}
    found = []
    for name in sorted(lacking):
        node = ox.NamedNode(ID + name)
        homes = (path for path in files if any(load_store([path]).quads_for_pattern(node, TYPE, None, None)))
        found.append(
            f"To make references to {name}, give --source {name} with --source-url or --source-item; or add its page "
            f"to the graph, in {next(homes, 'its file')}: id:{name} foaf:page <https://…> ."
        )
    return found


def _proposal(
    twinning: Twinning, one: Party, other: Party, source: Source | None, wikidata: WikidataTwinnings | None
) -> Proposal:
    # A source supports the start only when it also gave the day or year.
    start = twinning.start if source is None or source.id in twinning.start_sources else ""
    note, more = f"new; not compared with Wikidata{_contest(twinning)}", []
    why = _obstacle(twinning, one, other, source)
    try:
        qualifiers = [("P580", quickstatements.time(start))] if start else []
        more = [*qualifiers, *(_reference(twinning, source) if source else [])]
        if not why and wikidata:
            pair = (one.item, other.item)
            why, note = _against(wikidata, pair, start), _added(wikidata, pair, start) + _contest(twinning)
    except DataError as error:  # one value that cannot be written must not keep back all the others
        why = why or str(error)
    line = quickstatements.line(one.item or _MISSING, "P190", other.item or _MISSING, more)
    subject, object_ = (f"{party.label} ({party.item or 'no item'})" for party in (one, other))
    return Proposal(twinning.agreement, subject, object_, start or "none", not why, why or note, line)


def _contest(twinning: Twinning) -> str:
    """What the sources say of the start where they contradict each other; "" where they agree."""
    against = [when for when in twinning.starts if not twinning.start.startswith(when)]
    if not against:
        return ""
    given = f"the start is given as {twinning.start}" if twinning.start else "no start is given"
    return f"; the sources differ on the start ({', '.join(against)}), so {given}"


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
        return "no reference can be given: no passage of a source supports it in the graph"
    if source.page or source.item:
        return ""
    words = f"no reference can be given: {source.id} has neither a page (foaf:page) nor an item in the graph"
    if cited := [f"{each.id} ({each.page})" for each in twinning.cited if each.page]:
        words += f"; it cites {' and '.join(cited)}, which a person has to read before citing it"
    return words


def _reference(twinning: Twinning, source: Source) -> list[tuple[str, str]]:
    """One reference: the item or the page of the source, its title, the day of access, and its words."""
    parts = [("S248", quickstatements.item(source.item))] if source.item else []
    if source.page or not source.item:
        parts.append(("S854", quickstatements.address(source.page) if source.page else _MISSING))
    # A title in square brackets is ours, as in a library's catalogue.
    if source.language and not source.title.startswith("["):
        parts.append(("S1476", quickstatements.text(source.title, source.language)))
    if source.accessed:
        parts.append(("S813", quickstatements.time(source.accessed)))
    for quote in twinning.words(source.id):
        if quote.language:
            # The asterisks of the text stand for its italics.
            words = " ".join(quote.text.replace("*", "").split())
            parts.append(("S1683", quickstatements.text(words, quote.language)))
    return parts


def _against(wikidata: WikidataTwinnings, pair: tuple[str, str], start: str) -> str:
    """Why the statement must not be proposed, given what Wikidata has; "" when it may be."""
    said, back = wikidata.statements.get(pair, []), wikidata.statements.get(pair[::-1], [])
    for found, where in ((said, ""), (back, " in the other direction")):
        # A twinning is one for both cities, so what Wikidata says against it in one direction holds for the other.
        if any(statement.is_deprecated for statement in found):
            return f"Wikidata holds this twinning as deprecated{where}; settle it there"
        if ends := ends_of(found):
            when = f" {ends[0]}" if ends[0] != UNKNOWN else ", it is not known when"
            return f"Wikidata says{where} that it ended{when}; settle it there"
    starts, others = starts_of(said), starts_of(back)
    if start and compare_start(start, others) in (DIFFERENT, SEVERAL):
        return _settle(start, others, " in the other direction")
    if start and starts and compare_start(start, starts) != SAME:
        # QuickStatements would put a second start beside the first.
        return _settle(start, starts)
    if (starts or not start) and any(statement.references for statement in said):
        return "Wikidata has it with a reference already"
    return ""


def _added(wikidata: WikidataTwinnings, pair: tuple[str, str], start: str) -> str:
    """What the statement adds to what Wikidata has."""
    if pair not in wikidata.pairs:
        return "new in Wikidata"
    starts = starts_of(wikidata.statements.get(pair, []))
    return "adds the start and the reference" if start and not starts else "adds the reference"


def _settle(ours: str, theirs: Sequence[str], where: str = "") -> str:
    return f"{compare_start(ours, theirs)}{where}: {', '.join(theirs)} there, {ours} here; settle it there"
