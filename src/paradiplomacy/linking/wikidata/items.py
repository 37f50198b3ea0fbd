"""Read from an endpoint, in batches, what Wikidata says of items, and which items have a name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import pyoxigraph as ox

from paradiplomacy.linking.wikidata.client import WrongAnswerError
from paradiplomacy.linking.wikidata.vocabulary import (
    LANGUAGES,
    PROLOGUE,
    Point,
    item_id,
    item_number,
    kilometres,
    plain_date,
    point,
)
from paradiplomacy.names.spellings import Spelling
from paradiplomacy.rdf.namespaces import ANY_LANGUAGE
from paradiplomacy.sparql.answer import Answer, Term
from paradiplomacy.sparql.endpoint import Endpoint
from paradiplomacy.sparql.text import holds_code

BATCH = 40  # items in one query: a query of at most some 20 kB, answered well within 60 s
_NAMES_AT_ONCE = 150  # names in one query, which then has some 15 kB
T = TypeVar("T")
Progress = Callable[[int, int], None]


@dataclass
class Item:
    """What Wikidata says of one item.

    ``redirect`` is the item that took its place, ``ended`` when it was dissolved ("an unknown day" when only that is
    known); ``labels`` and ``aliases`` are by language; ``classes`` are its own, ``kinds`` those of the classes asked
    for to which it belongs through any of its own; ``parents`` are all places that it lies in.
    """

    id: str
    redirect: str = ""
    ended: str = ""
    labels: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, set[str]] = field(default_factory=dict)
    classes: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    parents: set[str] = field(default_factory=set)
    points: list[Point] = field(default_factory=list)
    twins: set[str] = field(default_factory=set)
    is_described: bool = False

    @property
    def exists(self) -> bool:
        """Whether the endpoint says anything at all of the item, as itself."""
        return self.is_described and not self.redirect

    @property
    def label(self) -> str:
        """One label: in English, else of all languages, else any, else the id."""
        return self.labels.get("en") or self.labels.get(ANY_LANGUAGE) or next(iter(self.labels.values()), self.id)

    def away(self, place: Point | None) -> float | None:
        """How many kilometres it lies from ``place``; None when either point is not known."""
        return min((kilometres(place, own) for own in self.points), default=None) if place else None

    @property
    def names(self) -> set[str]:
        """All labels and aliases."""
        return set(self.labels.values()).union(*self.aliases.values())


def fetch_items(
    endpoint: Endpoint,
    ids: Iterable[str],
    classes: Sequence[str] = (),
    languages: Collection[str] = LANGUAGES,
    twins: bool = False,
    progress: Progress | None = None,
) -> dict[str, Item]:
    """What ``endpoint`` says of each of ``ids``; an item that it does not know is there, and empty.

    ``classes`` are the classes to look for above the items' own, ``twins`` asks for twinnings in either direction.
    Raises EndpointError when the endpoint fails, WrongAnswerError when it answers for an item that was not asked for.
    """
    items = {name: Item(name) for name in sorted(set(ids), key=item_number)}
    for batch in batched(list(items), BATCH, progress):
        answer = endpoint.select(_items_query(batch, classes, languages, twins))
        for item, key, value in columns(answer, ("item", "key", "value"), endpoint):
            name = asked_item(item, batch, endpoint)
            _add(items[name], key.value if isinstance(key, ox.Literal) else "", value)
    return items


def items_by_name(
    endpoint: Endpoint, names: Iterable[Spelling], progress: Progress | None = None
) -> dict[Spelling, dict[str, bool]]:
    """The items that have each of ``names`` exactly: as a label (True) or only as an alias (False).

    A name in the language "" is the code of a country in ISO 3166, such as KR or KOR.
    Raises EndpointError when the endpoint fails, WrongAnswerError when it answers for a name that was not asked for.
    """
    # No item has a code in its name.
    wanted = sorted({name for name in names if not holds_code(name.name)})
    found: dict[Spelling, dict[str, bool]] = {}
    for batch in batched(wanted, _NAMES_AT_ONCE, progress):
        asked = {ox.Literal(name.name, language=name.language or None): name for name in batch}
        answer = endpoint.select(_names_query(asked))
        for name, item, kind in columns(answer, ("name", "item", "kind"), endpoint):
            if not isinstance(name, ox.Literal) or name not in asked:
                raise _not_asked(endpoint, f"the name {name}")
            named = item_id(item.value) if isinstance(item, ox.NamedNode) else None
            if named:  # properties have labels too
                is_label = isinstance(kind, ox.Literal) and kind.value == "label"
                items = found.setdefault(asked[name], {})
                items[named] = is_label or items.get(named, False)
    return found


def batched(things: Sequence[T], size: int, progress: Progress | None = None) -> Iterator[Sequence[T]]:
    """``things`` in pieces of at most ``size``; ``progress`` is told before each how many are done, and of how many.

    >>> list(batched("abcde", 2))
    ['ab', 'cd', 'e']
    """
    starts = range(0, len(things), size)
    for done, start in enumerate(starts):
        if progress:
            progress(done, len(starts))
        yield things[start : start + size]


def values(variable: str, ids: Iterable[str]) -> str:
    """The VALUES clause that binds ``?variable`` to each of the items ``ids``.

    >>> values("item", ["Q1", "Q2"])
    'VALUES ?item { wd:Q1 wd:Q2 }'
    """
    return f"VALUES ?{variable} {{ {' '.join(f'wd:{name}' for name in ids)} }}"


def columns(answer: Answer, names: Sequence[str], endpoint: Endpoint) -> Iterator[tuple[Term, ...]]:
    """The rows of ``answer`` in the order of ``names``; raises WrongAnswerError when it has other variables."""
    if set(answer.variables) != set(names):
        raise WrongAnswerError(
            f"{endpoint.identity} answers with the variables {', '.join(answer.variables) or '(none)'}, but "
            f"{', '.join(names)} were asked for; is it a SPARQL endpoint with Wikidata's items?"
        )
    order = [answer.variables.index(name) for name in names]
    return (tuple(row[index] for index in order) for row in answer.rows)


def asked_item(term: Term, asked: Collection[str], endpoint: Endpoint) -> str:
    """The id of the item ``term``; raises WrongAnswerError unless it is one of ``asked``."""
    name = item_id(term.value) if isinstance(term, ox.NamedNode) else None
    if name is None or name not in asked:
        raise _not_asked(endpoint, term.value if isinstance(term, ox.NamedNode) else str(term))
    return name


def _not_asked(endpoint: Endpoint, what: str) -> WrongAnswerError:
    return WrongAnswerError(
        f"{endpoint.identity} answers for {what}, which was not asked for, so nothing of its answer is used; "
        "is something between here and the endpoint?"
    )


def check_known(asked: Collection[str], known: Collection[str], endpoint: Endpoint) -> None:
    """Raise WrongAnswerError when ``known`` is empty, unless one item was asked for, which may be gone.

    An endpoint with another part of Wikidata, or without it, answers every question well, and with nothing.
    """
    if len(asked) > 1 and not known:
        some = ", ".join(sorted(asked, key=item_number)[:3])
        raise WrongAnswerError(
            f"{endpoint.identity} knows none of the items asked for ({some} …), so nothing can be said of them; is it "
            "a SPARQL endpoint with Wikidata's items?"
        )


def _items_query(batch: Sequence[str], classes: Sequence[str], languages: Collection[str], twins: bool) -> str:
    """One query for everything, a row for each fact.

    Every branch binds the items itself: some engines work out a branch before they join it with what stands outside.
    """
    items = values("item", batch)
    tags = ", ".join(str(ox.Literal(tag)) for tag in (*languages, ANY_LANGUAGE))
    named = f"FILTER(LANG(?value) IN ({tags}))"
    branches = {
        # Not by what is asked for below: an item may have names in other languages and nothing else.
        "is": "FILTER EXISTS { ?item ?property ?any . } BIND(?item AS ?value)",
        "redirect": "?item owl:sameAs ?value .",
        "label": f"?item rdfs:label ?value . {named}",
        "alias": f"?item skos:altLabel ?value . {named}",
        "classes": "?item wdt:P31 ?value .",
        "countries": "?item wdt:P17 ?value .",
        "parents": "?item wdt:P131+ ?value .",
        "point": "?item wdt:P625 ?value .",
        "ended": "?item wdt:P576 ?value .",
    }
    if classes:
        branches["kinds"] = f"{values('value', classes)} ?item wdt:P31/wdt:P279* ?value ."
    if twins:
        branches["twins"] = "?item wdt:P190|^wdt:P190 ?value ."
    union = "\n  UNION ".join(f'{{ {items} {pattern} BIND("{key}" AS ?key) }}' for key, pattern in branches.items())
    return f"{PROLOGUE}SELECT DISTINCT ?item ?key ?value WHERE {{\n  {union}\n}}"


def _names_query(names: Iterable[ox.Literal]) -> str:
    bound = f"VALUES ?name {{ {' '.join(map(str, names))} }}"
    return (
        f"{PROLOGUE}SELECT DISTINCT ?name ?item ?kind WHERE {{\n"
        f'  {{ {bound} ?item rdfs:label ?name . BIND("label" AS ?kind) }}\n'
        f'  UNION {{ {bound} ?item skos:altLabel ?name . BIND("alias" AS ?kind) }}\n'
        f'  UNION {{ {bound} ?item wdt:P297|wdt:P298 ?name . BIND("code" AS ?kind) }}\n}}'
    )


def _add(item: Item, key: str, value: Term) -> None:
    """Note one fact; a value of an unexpected kind, such as Wikidata's "unknown value", mostly says nothing."""
    if key == "is":
        item.is_described = True
    elif key == "ended":
        item.ended = plain_date(value.value) if isinstance(value, ox.Literal) else "an unknown day"
    elif isinstance(value, ox.Literal):
        language = value.language or ""
        if key == "label":
            item.labels[language] = value.value
        elif key == "alias":
            item.aliases.setdefault(language, set()).add(value.value)
        elif key == "point" and (place := point(value.value)):
            item.points.append(place)
    elif isinstance(value, ox.NamedNode) and (other := item_id(value.value)):
        if key == "redirect":
            item.redirect = other
        elif key in ("classes", "kinds", "countries", "parents", "twins"):
            getattr(item, key).add(other)
