"""Find candidates in Wikidata for things without a link, and say how well each is supported and why.

The rows are for a person to read; the program accepts none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from paradiplomacy.errors import EndpointError
from paradiplomacy.linking.classes import ClassTable
from paradiplomacy.linking.entities import Entity
from paradiplomacy.linking.wikidata.client import WrongAnswerError
from paradiplomacy.linking.wikidata.items import Item, Progress, fetch_items, items_by_name
from paradiplomacy.linking.wikidata.search import Search
from paradiplomacy.linking.wikidata.vocabulary import LANGUAGES, NEAR, item_number
from paradiplomacy.names.resolve import normal
from paradiplomacy.names.spellings import Spelling, is_same_name, spellings
from paradiplomacy.rdf.namespaces import ANY_LANGUAGE
from paradiplomacy.sparql.endpoint import Endpoint

# A candidate with less than this needs a closer look. Besides name and class it takes a point that agrees, or two of
# country, place around and partner. A country alone does not do: there are two Gwangjus in South Korea. Nor does a
# partner: a town and the municipality around it often have one name in Wikidata and state the same twinnings.
THRESHOLD = 0.8
# Here one of these agrees, beside name and class.
FAIR = 0.65
_BEST = 0.95  # what only a machine has looked at is never certain
_CLOSE = 0.1  # a candidate is ahead of another only by more than this
_TIED = 0.5
_OFF = 0.1
_MOST = 60  # candidates of one name that are looked at

_LABEL, _ALIAS, _SIMILAR, _SHORTENED = 0.5, 0.45, 0.4, 0.05
_CLASS, _COUNTRY, _PARENT, _PARTNER, _DISTANCE = 0.1, 0.15, 0.15, 0.15, 0.2
_NONE = "no item has this name"
_CODE = re.compile("[A-Za-z]{2,3}")  # of a country, in ISO 3166


class ItemCandidate(NamedTuple):
    """An item that may be the thing: its confidence from 0 to 1, and what speaks for and against it, in one line.

    ``only_name`` when nothing but the name and the class agrees, ``is_against`` when something contradicts;
    ``away`` is its distance in kilometres, as far as both points are known.
    """

    item: str
    label: str
    confidence: float
    reason: str
    only_name: bool
    is_against: bool
    away: float | None


class Suggestion(NamedTuple):
    """A thing and its candidates, best first; ``note`` says what a reader must know beside them."""

    thing: Entity
    candidates: list[ItemCandidate]
    note: str = ""

    def grade(self, rank: int = 0) -> str:
        """How well the candidate of this rank is supported: good, fair, weak, against, or none without one."""
        if not self.candidates:
            return "none"
        candidate = self.candidates[rank]
        if candidate.is_against:
            return "against"
        grades = (("good", THRESHOLD), ("fair", FAIR)) if rank == 0 else ()
        return next((grade for grade, least in grades if candidate.confidence >= least), "weak")

    def reason(self, rank: int = 0) -> str:
        """Why, in one line, with the note beside the best candidate."""
        reasons = [each.reason for each in self.candidates[rank : rank + 1]]
        return "; ".join(filter(None, [*reasons, "" if rank else self.note]))


# How an item was found: what that counts, and the name in words.
Hit = tuple[float, str]


def suggest(
    endpoint: Endpoint,
    things: Sequence[Entity],
    classes: ClassTable,
    languages: Sequence[str] = LANGUAGES,
    search: Search | None = None,
    progress: Progress | None = None,
) -> list[Suggestion]:
    """The candidates of each of ``things``, in their order.

    ``search`` looks further where no item has one of the names exactly. Raises EndpointError when the endpoint fails.
    """
    tags = tuple(languages)
    hits_of, notes = _hits(endpoint, things, tags, search, progress)
    partners = _named(endpoint, {thing.partner_name for thing in things}, "city", tags, progress)
    states = _states(endpoint, {thing.country_name for thing in things}, classes, tags)
    wanted = [
        replace(
            thing,
            countries=thing.countries | states.get(thing.country_name, set()),
            # Places may twin because they share their name, which then does not tell the partner's item.
            partners=thing.partners
            if is_same_name(thing.partner_name, thing.label, thing.kind)
            else thing.partners | partners.get(thing.partner_name, set()),
        )
        for thing in things
    ]
    # Labels first, then old items, which are the better known ones.
    ranked = (sorted(hits.items(), key=lambda pair: (-pair[1][0], item_number(pair[0]))) for hits in hits_of)
    chosen = [dict(hits[:_MOST]) for hits in ranked]
    items = fetch_items(
        endpoint,
        {item for hits in chosen for item in hits},
        classes.items,
        tags,
        twins=any(thing.partners for thing in wanted),
        progress=progress,
    )
    return [
        _suggestion(thing, hits, len(every), note, items, classes)
        for thing, hits, every, note in zip(wanted, chosen, hits_of, notes, strict=True)
    ]


def _suggestion(
    thing: Entity, hits: dict[str, Hit], number: int, note: str, items: dict[str, Item], classes: ClassTable
) -> Suggestion:
    candidates = [_candidate(thing, items[name], hit, classes) for name, hit in hits.items()]
    candidates.sort(key=lambda candidate: (-candidate.confidence, candidate.away or 0.0, item_number(candidate.item)))
    best = candidates[0].confidence if candidates else 0.0
    rivals = [other for other in candidates[1:] if round(best - other.confidence, 2) <= _CLOSE]
    unclear = [f"{number} items have this name; {len(hits)} of them were looked at"] if number > len(hits) else []
    if best > _TIED and rivals:
        unclear.append(f"{len(rivals) + 1} items fit about equally well")
    if unclear:  # then nothing tells which of them it is
        candidates = [other._replace(confidence=min(other.confidence, _TIED)) for other in candidates]
    notes = [*filter(None, [note]), *unclear]
    if thing.country_name and not thing.countries:
        notes.append(f"the endpoint knows no country called {thing.country_name}")
    return Suggestion(thing, candidates, "; ".join(notes))


def _candidate(thing: Entity, item: Item, hit: Hit, classes: ClassTable) -> ItemCandidate:
    """How well ``item`` is supported; one aspect that contradicts outweighs all that agree."""
    if item.redirect or not item.exists:
        gone = f"merged into {item.redirect}" if item.redirect else "the endpoint knows nothing of it"
        return ItemCandidate(item.id, item.label, 0.0, f"{hit[1]}; {gone}", True, True, None)
    points, found_by = hit
    reasons, against = [found_by], []
    fits, words = classes.match(thing.kind, item.classes, item.kinds)
    if fits:
        points += _CLASS
        reasons.append(words)
    elif fits is False:
        against.append(words)
    bare_points = points
    if thing.countries and item.countries:
        if thing.countries & item.countries:
            points += _COUNTRY
            reasons.append("same country")
        else:
            against.append("another country")
    if thing.parents & item.parents:
        points += _PARENT
        reasons.append("lies in the same place")
    elif thing.parents and item.parents:
        reasons.append("not said to lie in the same place")
    away = item.away(thing.point)
    if away is not None:
        if away <= NEAR:
            points += _DISTANCE
        (reasons if away <= NEAR else against).append(f"{away:.0f} km away")
    shared = thing.partners & item.twins
    if shared:
        points += _PARTNER
        reasons.append(f"twinned with {', '.join(sorted(shared, key=item_number))} as it should be")
    elif thing.partners or thing.partner_name:
        reasons.append("not twinned with the partner")
    if item.ended:
        reasons.append(f"dissolved ({item.ended})")
    confidence = round(_OFF if against else min(points, _BEST), 2)
    why = "; ".join([*reasons, *(f"AGAINST: {words}" for words in against)])
    return ItemCandidate(item.id, item.label, confidence, why, points == bare_points, bool(against), away)


def _hits(
    endpoint: Endpoint,
    things: Sequence[Entity],
    languages: tuple[str, ...],
    search: Search | None,
    progress: Progress | None,
) -> tuple[list[dict[str, Hit]], list[str]]:
    """For each thing the items that have one of its names, and a note where none has."""
    forms_of = [spellings(thing.names, thing.kind, languages) for thing in things]
    found = items_by_name(endpoint, (form for forms in forms_of for form in forms), progress)
    hits_of: list[dict[str, Hit]] = []
    notes = []
    failed = "" if search else "there is no search beside this endpoint; name one by --search URL"
    for thing, forms in zip(things, forms_of, strict=True):
        hits: dict[str, Hit] = {}
        given = [normal(name) for _, name in thing.names]
        for form in forms:
            less = 0.0 if any(name in normal(form.name) for name in given) else _SHORTENED
            for name, is_label in found.get(form, {}).items():
                strength = round((_LABEL if is_label else _ALIAS) - less, 2)
                if name not in hits or strength > hits[name][0]:
                    hits[name] = strength, f"{'label' if is_label else 'alias'} {form.name}@{form.language}"
        if not hits and search and not failed:
            try:
                hits = _searched(search, thing, forms)
            except WrongAnswerError:
                raise
            except EndpointError as error:  # what the endpoint itself has said is worth telling all the same
                failed = str(error)
        missing = f"no item has exactly this name, and it was not searched: {failed}" if failed else _NONE
        hits_of.append(hits)
        notes.append("" if hits else missing)
    return hits_of, notes


def _searched(search: Search, thing: Entity, forms: list[Spelling]) -> dict[str, Hit]:
    """The results of the search for the first of ``forms`` that has any."""
    for form in forms:
        found = search.find(form.name, form.language) if form.language != ANY_LANGUAGE else []
        if found:
            return {
                item: (
                    _SIMILAR if is_same_name(text, thing.label, thing.kind) else _SIMILAR / 2,
                    f"found by search for {form.name}@{form.language} as {text}",
                )
                for item, text in reversed(found)
            }
    return {}


def _states(
    endpoint: Endpoint, names: set[str], classes: ClassTable, languages: tuple[str, ...]
) -> dict[str, set[str]]:
    """The states that have each of ``names`` as a name or as their code in ISO 3166."""
    named = _named(endpoint, names, "state", languages)
    there = fetch_items(endpoint, {item for found in named.values() for item in found}, classes.items, languages)
    are_states = {name for name, item in there.items() if classes.match("state", item.classes, item.kinds)[0]}
    return {name: found & are_states for name, found in named.items()}


def _named(
    endpoint: Endpoint, names: set[str], kind: str, languages: tuple[str, ...], progress: Progress | None = None
) -> dict[str, set[str]]:
    """Each of ``names`` but the empty one, and the items that have it."""
    forms_of = {name: spellings([("", name)], kind, languages) for name in sorted(names - {""})}
    for name in filter(_CODE.fullmatch, forms_of):
        forms_of[name].append(Spelling("", name.upper()))
    found = items_by_name(endpoint, (form for forms in forms_of.values() for form in forms), progress)
    return {name: {item for form in forms for item in found.get(form, {})} for name, forms in forms_of.items()}
