"""Read from an endpoint what Wikidata says of twinnings (P190): their directions, starts, ends and references."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

import pyoxigraph as ox

from paradiplomacy.linking.wikidata.client import WrongAnswerError
from paradiplomacy.linking.wikidata.items import BATCH, Progress, asked_item, batched, check_known, columns, values
from paradiplomacy.linking.wikidata.vocabulary import DAY, MONTH, PROLOGUE, YEAR, item_id, item_number, plain_date
from paradiplomacy.rdf.facts import lexical
from paradiplomacy.sparql.answer import Term
from paradiplomacy.sparql.endpoint import Endpoint

#: Stands for a date that Wikidata has, but as unknown, or as a decade or something vaguer still.
UNKNOWN = "unknown"
_PARTS = {DAY: 3, MONTH: 2, YEAR: 1}
_DATES = ("start", "plain start", "end", "plain end")
_DEPRECATED = "http://wikiba.se/ontology#DeprecatedRank"

Pair = tuple[str, str]


class Statement(NamedTuple):
    """One statement: its ``starts`` and ``ends`` as far as they are precise (1997-09-24, 1997-09, 1997 or UNKNOWN)."""

    iri: str
    starts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    references: int = 0
    is_deprecated: bool = False


class WikidataTwinnings(NamedTuple):
    """What Wikidata says of some twinnings: its statements by pair, and all pairs that it states of these items."""

    statements: dict[Pair, list[Statement]]
    pairs: set[Pair]


def fetch_twinnings(endpoint: Endpoint, pairs: Iterable[Pair], progress: Progress | None = None) -> WikidataTwinnings:
    """What Wikidata says of ``pairs`` in both directions, and of other twinnings of their items.

    A pair that lacks an item ("") is left out. Raises EndpointError when the endpoint fails, WrongAnswerError when it
    does not know any of the items: that it states no twinning would mislead.
    """
    linked = [pair for pair in pairs if all(pair)]
    if not linked:
        return WikidataTwinnings({}, set())
    said = statements(endpoint, [*linked, *((other, one) for one, other in linked)], progress)
    return WikidataTwinnings(said, _partners(endpoint, {item for pair in linked for item in pair}, progress))


def starts_of(found: Iterable[Statement]) -> list[str]:
    """All starts that the statements give."""
    return sorted({day for statement in found for day in statement.starts})


def ends_of(found: Iterable[Statement]) -> list[str]:
    """All ends that the statements give."""
    return sorted({day for statement in found for day in statement.ends})


def statements(
    endpoint: Endpoint, pairs: Iterable[Pair], progress: Progress | None = None
) -> dict[Pair, list[Statement]]:
    """(item, its partner) → the statements that say so, for each of ``pairs`` in this direction only."""
    wanted = sorted(set(pairs), key=lambda pair: (item_number(pair[0]), item_number(pair[1])))
    gathered: dict[Pair, dict[str, dict[str, set[str]]]] = {pair: {} for pair in wanted}
    for batch in batched(wanted, BATCH, progress):
        ones, others = {one for one, _ in batch}, {other for _, other in batch}
        names = ("one", "other", "statement", "key", "value", "precision")
        for one, other, statement, key, value, precision in columns(endpoint.select(_query(batch)), names, endpoint):
            pair = asked_item(one, ones, endpoint), asked_item(other, others, endpoint)
            if pair not in gathered:
                raise WrongAnswerError(
                    f"{endpoint.identity} answers for {' and '.join(pair)}, which were not asked for."
                )
            facts = gathered[pair].setdefault(lexical(statement), defaultdict(set))
            facts[lexical(key)].add(_date(value, precision) if lexical(key) in _DATES else lexical(value))
    return {pair: [_statement(iri, facts) for iri, facts in sorted(found.items())] for pair, found in gathered.items()}


def _partners(endpoint: Endpoint, cities: Iterable[str], progress: Progress | None) -> set[Pair]:
    """All twinnings of ``cities`` as pairs (item, its partner), in the directions in which Wikidata states them."""
    found: set[Pair] = set()
    known: set[str] = set()
    wanted = sorted(set(cities), key=item_number)
    for batch in batched(wanted, BATCH, progress):
        for city, other, way in columns(endpoint.select(_partners_query(batch)), ("city", "other", "way"), endpoint):
            one, two = asked_item(city, batch, endpoint), item_id(lexical(other))
            if lexical(way) == "is":
                known.add(one)
            elif two:
                found.add((one, two) if lexical(way) == "to" else (two, one))
    check_known(wanted, known, endpoint)
    return found


def _query(pairs: Iterable[Pair]) -> str:
    bound = f"VALUES (?one ?other) {{ {' '.join(f'(wd:{one} wd:{other})' for one, other in pairs)} }}"
    # A statement may still name an item that was merged into the one that we know.
    statement = f"{bound} ?one p:P190 ?statement . ?statement ps:P190/owl:sameAs? ?other ."
    branches = {
        "start": "?statement pqv:P580 ?time . ?time wikibase:timeValue ?value ; wikibase:timePrecision ?precision .",
        # A mirror may hold the plain date only, whose precision is not known; "unknown value" is here only too.
        "plain start": "?statement pq:P580 ?value .",
        "end": "?statement pqv:P582 ?time . ?time wikibase:timeValue ?value ; wikibase:timePrecision ?precision .",
        "plain end": "?statement pq:P582 ?value .",
        "reference": "?statement prov:wasDerivedFrom ?value .",
        "rank": "?statement wikibase:rank ?value .",
        "is": "",
    }
    union = "\n  UNION ".join(f'{{ {statement} {more} BIND("{key}" AS ?key) }}' for key, more in branches.items())
    return f"{PROLOGUE}SELECT DISTINCT ?one ?other ?statement ?key ?value ?precision WHERE {{\n  {union}\n}}"


def _partners_query(cities: Iterable[str]) -> str:
    bound = values("city", cities)
    # The direct property (wdt:) leaves out what is not of the best rank, and a mirror may have nothing else.
    valid = "FILTER NOT EXISTS { ?statement wikibase:rank wikibase:DeprecatedRank }"
    merged = "OPTIONAL { ?stated owl:sameAs ?kept . } BIND(COALESCE(?kept, ?stated) AS ?other)"
    branches = (
        f'{{ {bound} ?city p:P190 ?statement . ?statement ps:P190 ?stated . {merged} {valid} BIND("to" AS ?way) }}',
        f'{{ {bound} ?statement ps:P190/owl:sameAs? ?city . ?other p:P190 ?statement . {valid} BIND("from" AS ?way) }}',
        f'{{ {bound} ?city wdt:P190 ?stated . {merged} BIND("to" AS ?way) }}',
        f'{{ {bound} ?other wdt:P190/owl:sameAs? ?city . BIND("from" AS ?way) }}',
        f'{{ {bound} FILTER EXISTS {{ ?city ?property ?any . }} BIND(?city AS ?other) BIND("is" AS ?way) }}',
    )
    return f"{PROLOGUE}SELECT DISTINCT ?city ?other ?way WHERE {{\n  {(chr(10) + '  UNION ').join(branches)}\n}}"


def _statement(iri: str, facts: dict[str, set[str]]) -> Statement:
    return Statement(
        iri,
        tuple(sorted(_dates(facts, "start"))),
        tuple(sorted(_dates(facts, "end"))),
        len(facts.get("reference", ())),
        _DEPRECATED in facts.get("rank", ()),
    )


def _dates(facts: dict[str, set[str]], what: str) -> set[str]:
    """The precise dates if there are any; the plain ones besides, as far as they say that a date is unknown."""
    plain, precise = facts.get(f"plain {what}", set()), facts.get(what, set())
    return precise | (plain & {UNKNOWN}) if precise else plain


def _date(value: Term, precision: Term) -> str:
    """The date as far as it is precise; UNKNOWN for Wikidata's "unknown value" and for what is vaguer than a year."""
    if not isinstance(value, ox.Literal):
        return UNKNOWN
    if not (isinstance(precision, ox.Literal) and precision.value.isdigit()):
        return plain_date(value.value) or UNKNOWN
    parts = _PARTS.get(min(int(precision.value), DAY), 0)
    found = re.match(r"(-?\d{4,})(-\d\d)(-\d\d)", value.value, re.ASCII)
    return "".join(found.groups()[:parts]) if found and parts else UNKNOWN
