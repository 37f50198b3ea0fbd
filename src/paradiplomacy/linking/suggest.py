"""Find candidates in Wikidata for things without a link, and say how well each is supported and why.

Nothing is accepted here: the rows are for a person to read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from paradiplomacy.linking.wikidata.bearers import bearers
from paradiplomacy.linking.wikidata.items import Item, Progress, fetch_items
from paradiplomacy.linking.wikidata.vocabulary import LANGUAGES, item_number, kilometres
from paradiplomacy.names.spellings import Spelling, is_same_name, spellings
from paradiplomacy.rdf.namespaces import ANY_LANGUAGE

if TYPE_CHECKING:
    from paradiplomacy.linking.entities import Entity
    from paradiplomacy.linking.wikidata.classes import ClassTable
    from paradiplomacy.linking.wikidata.search import Search
    from paradiplomacy.sparql.endpoint import Endpoint

# A candidate with less than this needs a closer look. Besides name and class it takes a point that agrees, or two of
# country, place around and partner. A country alone does not do: there are two Gwangjus in South Korea. Nor does a
# partner: a town and the municipality around it often bear one name in Wikidata and state the same twinnings.
THRESHOLD = 0.8
DISTANCE = 25.0
_BEST = 0.95  # what only a machine has looked at is never certain
_CLOSE = 0.1  # a candidate is ahead of another only by more than this
_TIED = 0.5
_OFF = 0.1
_MOST = 60  # candidates of one name that are looked at

_LABEL, _ALIAS, _SIMILAR = 0.5, 0.45, 0.4
_CLASS, _COUNTRY, _PARENT, _PARTNER, _DISTANCE = 0.1, 0.15, 0.15, 0.15, 0.2


class ItemCandidate(NamedTuple):
    """An item that may be the thing: its confidence from 0 to 1, and what speaks for and against it.

    ``only_name`` when nothing but the name and the class agrees, ``is_against`` when something contradicts.
    """

    item: str
    label: str
    confidence: float
    reasons: tuple[str, ...]
    only_name: bool
    is_against: bool = False

    @property
    def reason(self) -> str:
        """The reasons in one line."""
        return "; ".join(self.reasons)


class Suggestion(NamedTuple):
    """A thing and its candidates, best first; ``note`` says what a reader must know beside them."""

    thing: Entity
    candidates: list[ItemCandidate]
    note: str = ""

    @property
    def is_supported(self) -> bool:
        """Whether the best candidate is well supported; it is a person's to accept all the same."""
        return bool(self.candidates) and self.candidates[0].confidence >= THRESHOLD


class Hit(NamedTuple):
    """An item that bears a name: what is exact about it, and the name in words."""

    strength: float
    words: str


def suggest(
    endpoint: Endpoint,
    things: Sequence[Entity],
    classes: ClassTable,
    languages: Sequence[str] = LANGUAGES,
    search: Search | None = None,
    progress: Progress | None = None,
) -> list[Suggestion]:
    """The candidates of each of ``things``, in their order.

    ``search`` looks further where no item bears one of the names exactly. Raises EndpointError when the endpoint fails.
    """
    tags = tuple(languages)
    found = _hits(endpoint, things, tags, search, progress)
    partners = _named(endpoint, {thing.partner_name for thing in things}, "city", tags, progress)
    states = _states(endpoint, {thing.country_name for thing in things}, classes, tags)
    wanted = [
        replace(
            thing,
            countries=thing.countries | states.get(thing.country_name, set()),
            partners=thing.partners | _told_apart(thing, partners),
        )
        for thing in things
    ]
    chosen = [_most_likely(hits) for hits in found]
    items = fetch_items(
        endpoint,
        {item for hits in chosen for item in hits},
        classes.items,
        tags,
        twins=any(thing.partners for thing in wanted),
        progress=progress,
    )
    return [
        _suggestion(thing, hits, len(every), items, classes)
        for thing, hits, every in zip(wanted, chosen, found, strict=True)
    ]


def _suggestion(
    thing: Entity, hits: dict[str, Hit], number: int, items: dict[str, Item], classes: ClassTable
) -> Suggestion:
    judged = [_candidate(thing, items[name], hit, classes) for name, hit in hits.items()]
    judged.sort(key=lambda candidate: (-candidate.confidence, item_number(candidate.item)))
    notes = []
    if number > len(hits):
        notes.append(f"{number} items bear the name, of which {len(hits)} were looked at")
    best = judged[0].confidence if judged else 0.0
    rivals = [other for other in judged[1:] if round(best - other.confidence, 2) <= _CLOSE]
    if best > _TIED and rivals:
        notes.append(f"{len(rivals) + 1} items fit about equally well")
    if notes:  # then nothing tells which of them it is
        judged = [other._replace(confidence=min(other.confidence, _TIED)) for other in judged]
    if not judged:
        notes.append("no item bears the name")
    if thing.country_name and not thing.countries:
        notes.append(f"the endpoint knows no country called {thing.country_name}")
    return Suggestion(thing, judged, "; ".join(notes))


def _candidate(thing: Entity, item: Item, hit: Hit, classes: ClassTable) -> ItemCandidate:
    """How well ``item`` is supported. One aspect that contradicts outweighs all that agree."""
    if item.redirect or not item.exists:
        gone = f"merged into {item.redirect}" if item.redirect else "the endpoint knows nothing of it"
        return ItemCandidate(item.id, item.label, 0.0, (hit.words, gone), True, True)
    points = hit.strength
    reasons, against = [hit.words], []
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
    if thing.point is not None and item.points:
        away = min(kilometres(thing.point, place) for place in item.points)
        if away <= DISTANCE:
            points += _DISTANCE
            reasons.append(f"{away:.0f} km away")
        else:
            against.append(f"{away:.0f} km away")
    shared = thing.partners & item.twins
    if shared:
        points += _PARTNER
        reasons.append(f"twinned with {', '.join(sorted(shared, key=item_number))} as it should be")
    elif thing.partners or thing.partner_name:
        reasons.append("not twinned with the partner")
    if item.ended:
        reasons.append(f"dissolved ({item.ended})")
    confidence = round(_OFF if against else min(points, _BEST), 2)
    reasons += [f"AGAINST: {words}" for words in against]
    return ItemCandidate(item.id, item.label, confidence, tuple(reasons), points == bare_points, bool(against))


def _hits(
    endpoint: Endpoint,
    things: Sequence[Entity],
    languages: tuple[str, ...],
    search: Search | None,
    progress: Progress | None,
) -> list[dict[str, Hit]]:
    """For each thing the items that bear one of its names."""
    sought = [spellings(thing.names, thing.kind, languages) for thing in things]
    found = bearers(endpoint, (form for each in sought for form in each), progress)
    hits_of: list[dict[str, Hit]] = []
    for thing, each in zip(things, sought, strict=True):
        hits: dict[str, Hit] = {}
        for form in each:
            for name, is_label in found.get((form.language, form.name), {}).items():
                what = "label" if is_label else "alias"
                hit = Hit(_LABEL if is_label else _ALIAS, f"{what} {form.name}@{form.language}")
                if name not in hits or hit.strength > hits[name].strength:
                    hits[name] = hit
        if not hits and search:
            hits = _searched(search, thing, each)
        hits_of.append(hits)
    return hits_of


def _searched(search: Search, thing: Entity, sought: list[Spelling]) -> dict[str, Hit]:
    """What the search finds for the first of the forms for which it finds anything."""
    for form in sought:
        if form.language != ANY_LANGUAGE:
            found = search.find(form.name, form.language)
            if found:
                return {
                    item: Hit(
                        _SIMILAR if is_same_name(text, thing.label, thing.kind) else _SIMILAR / 2,
                        f"found by search for {form.name}@{form.language} as {text}",
                    )
                    for item, text in reversed(found)
                }
    return {}


def _named(
    endpoint: Endpoint, names: set[str], kind: str, languages: tuple[str, ...], progress: Progress | None
) -> dict[str, set[str]]:
    """Each of ``names`` but the empty one, and the items that bear it."""
    sought = {name: spellings([("", name)], kind, languages) for name in sorted(names - {""})}
    found = bearers(endpoint, (form for each in sought.values() for form in each), progress)
    return {
        name: {item for form in each for item in found.get((form.language, form.name), {})}
        for name, each in sought.items()
    }


def _told_apart(thing: Entity, named: dict[str, set[str]]) -> set[str]:
    """The items of the partner's name; none when it is the thing's own name, as of places that twin because of it."""
    return set() if is_same_name(thing.partner_name, thing.label, thing.kind) else named.get(thing.partner_name, set())


def _states(
    endpoint: Endpoint, names: set[str], classes: ClassTable, languages: tuple[str, ...]
) -> dict[str, set[str]]:
    """Each of ``names`` but the empty one, and the states that bear it."""
    named = _named(endpoint, names, "state", languages, None)
    items = fetch_items(endpoint, {item for bearing in named.values() for item in bearing}, classes.items, languages)
    states = {name for name, item in items.items() if classes.match("state", item.classes, item.kinds).fits}
    return {name: bearing & states for name, bearing in named.items()}


def _most_likely(hits: dict[str, Hit]) -> dict[str, Hit]:
    """At most ``_MOST`` of the hits: labels first, then old items, which are the better known ones."""
    ranked = sorted(hits.items(), key=lambda pair: (-pair[1].strength, item_number(pair[0])))
    return dict(ranked[:_MOST])
