"""Measure matching of names: python benchmarks/reconcile.py [--places N] [--queries N] [--seed N]

An invented graph of cities in states is made, with names that sound like those of real places, some of them borne by
several cities. Queries are names of it that one city bears, as they are and with one or two mistakes of typing, and
names that several bear: alone, where nothing may be called a match, and with the state of the city that is meant.

Printed are the share of right answers at rank 1 and up to rank 5, how many names the service calls a match and how many
of these wrongly (the exit status is 1 if any is), and how many queries are answered a second: by the service alone, and
by a running server over HTTP in batches as large as its manifest allows.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import pyoxigraph as ox
from support.running_server import Server
from synthetic import LABEL, TYPE, iri, para

from paradiplomacy.rdf.namespaces import PARA
from paradiplomacy.server.reconciliation.limits import BATCH_SIZE
from paradiplomacy.server.reconciliation.service import Service

_ONSETS = ["b", "ch", "d", "g", "gw", "h", "j", "k", "kr", "l", "m", "n", "ng", "p", "pr", "r", "s", "sr", "t", "w"]
_VOWELS = ("a", "a", "a", "ae", "e", "eo", "i", "o", "u")
_ENDS = ("", "", "", "n", "ng", "r", "k", "h", "s", "l")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_STATES = 40
_TITLES = ("as they are", "with one mistake", "with two mistakes")
_ALONE = "of several cities, alone"
_HOMONYMS = 0.03
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Asked(NamedTuple):
    """A name as it is asked for, and the id of the city that is meant."""

    name: str
    id: str
    state: str = ""


class Outcome(NamedTuple):
    """Of the names asked for: how many have the right answer first, among the first five, matched, matched wrongly."""

    asked: int
    first: int
    among_five: int
    matched: int
    wrong: int


def main() -> int:
    """Run the measurement and print it; gives the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--places", type=int, default=10_000, metavar="N", help="how many cities (default: 10000)")
    parser.add_argument("--queries", type=int, default=1000, metavar="N", help="names of each kind (default: 1000)")
    parser.add_argument("--seed", type=int, default=1)
    parsed = parser.parse_args()
    chance = random.Random(parsed.seed)
    names = invented(parsed.places, chance)
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "places.nt")
        file.write_text("".join(triples(names, chance)), encoding="utf-8")
        store = ox.Store()
        store.bulk_load(path=file, format=ox.RdfFormat.N_TRIPLES)
        service = Service(store)
        start = time.perf_counter()
        service.answer("suggest", suggestion("a"))
        print(
            f"{parsed.places} cities, {len(store)} triples; the names are read in {time.perf_counter() - start:.2f} s"
        )
        print(f"{'names':28} {'rank 1':>7} {'rank 1-5':>9} {'matched':>8} {'wrongly':>8} {'queries/s':>10}")
        several = borne_by_several(names, states_of(store), parsed.queries, chance)
        for title, asked in (
            *((title, sample(names, mistakes, parsed.queries, chance)) for mistakes, title in enumerate(_TITLES)),
            (_ALONE, [one._replace(state="") for one in several]),
            ("of several, with the state", several),
        ):
            start = time.perf_counter()
            outcome = judged(service, asked)
            rate = len(asked) / (time.perf_counter() - start)
            shares = (outcome.first / outcome.asked, outcome.among_five / outcome.asked)
            print(f"{title:28} {shares[0]:7.1%} {shares[1]:9.1%} {outcome.matched:8} {outcome.wrong:8} {rate:10.0f}")
            wrong += outcome.matched if title == _ALONE else outcome.wrong
        over_http(file, sample(names, 1, parsed.queries, chance))
    return 1 if wrong else 0


def invented(count: int, chance: random.Random) -> list[str]:
    """The names of so many cities; a few are borne by more than one."""
    names: list[str] = []
    known: set[str] = set()
    while len(names) < count:
        if names and chance.random() < _HOMONYMS:
            names.append(chance.choice(names))
            continue
        name = "".join(_syllable(chance) for _ in range(chance.choice((2, 3, 3, 4)))).capitalize()
        if len(name) >= 4 and name not in known:
            known.add(name)
            names.append(name)
    return names


def _syllable(chance: random.Random) -> str:
    return chance.choice(_ONSETS) + chance.choice(_VOWELS) + chance.choice(_ENDS)


def triples(names: Sequence[str], chance: random.Random) -> Iterator[str]:
    """The graph as lines of N-Triples: a city for each name, in one of a few states."""
    for number in range(_STATES):
        yield f"{iri(f'state-{number}')} {TYPE} {para('State')} .\n"
        yield f'{iri(f"state-{number}")} {LABEL} "Republic {number}"@en .\n'
    for number, name in enumerate(names):
        city = iri(f"city-{number}")
        yield f"{city} {TYPE} {para('City')} .\n{city} {TYPE} {para('SubnationalActor')} .\n"
        yield f'{city} {LABEL} "{name}"@en .\n{city} {LABEL} "{name}"@id .\n'
        yield f'{city} {para("sourceName")} "Kota {name}"@id .\n'
        yield f"{city} {para('inState')} {iri(f'state-{chance.randrange(_STATES)}')} .\n"


def sample(names: Sequence[str], mistakes: int, count: int, chance: random.Random) -> list[Asked]:
    """Names that one city bears alone, each with so many mistakes, such that the result is no other city's name."""
    bearers = Counter(name.casefold() for name in names)
    alone = [number for number, name in enumerate(names) if bearers[name.casefold()] == 1]
    asked = []
    for number in chance.sample(alone, min(count, len(alone))):
        name = names[number]
        while mistakes and (name.casefold() in bearers):
            name = names[number]
            for _ in range(mistakes):
                name = mistyped(name, chance)
        asked.append(Asked(name, f"city-{number}"))
    return asked


def states_of(store: ox.Store) -> dict[str, str]:
    """The name of the state of each city, by the id of the city."""
    quads = store.quads_for_pattern(None, ox.NamedNode(f"{PARA}inState"), None, None)
    found = {str(quad.subject).rpartition("/")[2][:-1]: str(quad.object).rpartition("-")[2][:-1] for quad in quads}
    return {city: f"Republic {number}" for city, number in found.items()}


def borne_by_several(names: Sequence[str], states: Mapping[str, str], count: int, chance: random.Random) -> list[Asked]:
    """Names that several cities bear, each with the state of the one that is meant; the others lie in other states."""
    bearers: dict[str, list[str]] = {}
    for number, name in enumerate(names):
        bearers.setdefault(name, []).append(f"city-{number}")
    asked = [
        Asked(name, ids[0], states[ids[0]])
        for name, ids in bearers.items()
        if len(ids) > 1 and [states[id_] for id_ in ids].count(states[ids[0]]) == 1
    ]
    return chance.sample(asked, min(count, len(asked)))


def mistyped(name: str, chance: random.Random) -> str:
    """The name with one letter left out, doubled, replaced, or changed with the next one."""
    place = chance.randrange(len(name) - 1)
    before, letter, after = name[:place], name[place], name[place + 1 :]
    kind = chance.choice(("out", "double", "replace", "swap"))
    if kind == "out":
        return before + after
    if kind == "double":
        return before + letter + letter + after
    if kind == "replace":
        return before + chance.choice(_LETTERS) + after
    return before + after[:1] + letter + after[1:]


def judged(service: Service, asked: Sequence[Asked]) -> Outcome:
    """How the service answers."""
    first = among_five = matched = wrong = 0
    for start in range(0, len(asked), BATCH_SIZE):
        batch = asked[start : start + BATCH_SIZE]
        found = service.answer("match", {"text": text_of(batch), "languages": []})
        assert isinstance(found, dict)
        for place, one in enumerate(batch):
            ids = [candidate["id"] for candidate in found[f"q{place}"]["result"]]
            matches = [candidate["id"] for candidate in found[f"q{place}"]["result"] if candidate["match"]]
            first += ids[:1] == [one.id]
            among_five += one.id in ids[:5]
            matched += len(matches)
            wrong += sum(id_ != one.id for id_ in matches)
    return Outcome(len(asked), first, among_five, matched, wrong)


def text_of(batch: Sequence[Asked]) -> str:
    """The batch as a client sends it."""
    queries: dict[str, dict[str, object]] = {}
    for place, one in enumerate(batch):
        state = {"properties": [{"pid": "inState", "v": one.state}]} if one.state else {}
        queries[f"q{place}"] = {"query": one.name, "type": "City", **state}
    return json.dumps(queries)


def suggestion(prefix: str) -> dict[str, object]:
    """The details of a call for suggestions."""
    return {"kind": "entity", "prefix": prefix, "start": 0, "most": 20, "types": [], "strict": "any", "languages": []}


def over_http(file: Path, asked: Sequence[Asked]) -> None:
    """Ask a running server, one batch after the other."""
    from urllib.parse import urlencode

    server = Server("--data", file)
    try:
        start = time.perf_counter()
        assert server.get("/reconcile").status == 200
        ready = time.perf_counter() - start
        start = time.perf_counter()
        for place in range(0, len(asked), BATCH_SIZE):
            body = urlencode({"queries": text_of(asked[place : place + BATCH_SIZE])})
            answer = server.send("POST", "/reconcile", FORM, body)
            assert answer.status == 200, answer.text
        rate = len(asked) / (time.perf_counter() - start)
        print(
            f"over HTTP: the manifest after {ready:.2f} s, then {rate:.0f} queries a second in batches of {BATCH_SIZE}"
        )
    finally:
        server.stop()


if __name__ == "__main__":
    sys.exit(main())
