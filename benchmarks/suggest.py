"""Measure ``link suggest`` on real names: python benchmarks/suggest.py [--names N]

The twinning links of 2016 (see tests/twinning_2016.py) are served by an Oxigraph server on this machine as a graph of
the shape that Wikidata has: labels, and twinnings with their direction. Every item is then sought by its name as a
researcher would write it in a table: alone, with the name of one partner, and with its country too. The crawl gives no
countries, so they are made up: by chance, but items that share a name and a partner lie in one country, as a town and
its municipality do. A second table asks for names that are spelt otherwise than they are served: with a word around
them, without diacritics, with one typing mistake (by chance, but the same in each run). No search is asked, so
only what the spellings themselves allow is found. The exit status is 1 when a candidate above the threshold is wrong
though the right one was there.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from support.oxigraph_server import serving
from support.twinning_2016 import MISSING, folder, partners, read, turtle

from paradiplomacy.linking.classes import read_classes
from paradiplomacy.linking.entities import Entity
from paradiplomacy.linking.suggest import THRESHOLD, suggest
from paradiplomacy.linking.wikidata.client import connect_to_wikidata


class Outcome(NamedTuple):
    """How a run came out: names asked, right at rank 1, without candidate, good and right, good and wrong, seconds."""

    asked: int
    first: int
    nothing: int
    accepted: int
    wrong: int
    seconds: float


def main() -> int:
    """Run the measurement and print it; gives the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=int, default=0, metavar="N", help="a sample of N names (default: all)")
    number = parser.parse_args().names
    place = folder()
    if place is None:
        print(f"benchmarks/suggest.py: {MISSING}.", file=sys.stderr)
        return 2
    names, links = read(place)
    of = partners(links)
    bearers = Counter(names.values())
    homonyms = [item for item, name in names.items() if bearers[name] > 1]
    chosen = sorted(names, key=lambda item: int(item[1:]))
    if number:
        chosen = sorted(random.Random(2016).sample(chosen, min(number, len(chosen))))
    print(f"{len(names)} names, {len(links)} links; {len(homonyms)} items share their name with another one")
    countries = made_up(names, of)
    header = f"{'':52} {'names':>6} {'rank 1':>8} {'nothing':>8} {f'>= {THRESHOLD}':>8} {'wrong':>6} {'names/s':>8}"
    print(header)
    known = {"name": (False, False), "name and partner": (True, False), "name, partner, country": (True, True)}
    wrong = 0

    def run(
        title: str, address: str, items: Sequence[str], absent: bool, spelt: Callable[[str], str] = lambda name: name
    ) -> int:
        errors = 0
        for what, (partner, country) in known.items():
            given = entities(items, names, of if partner else {}, countries if country else {}, spelt)
            outcome = measure(address, given, absent)
            errors += outcome.wrong
            print(
                f"{f'{title}: {what}':52} {outcome.asked:6} {outcome.first / outcome.asked:8.2%} "
                f"{outcome.nothing / outcome.asked:8.2%} {outcome.accepted / outcome.asked:8.2%} {outcome.wrong:6} "
                f"{outcome.asked / outcome.seconds:8.0f}"
            )
        return errors

    with tempfile.TemporaryDirectory() as where, serving(world(names, links, countries), Path(where)) as address:
        wrong += run("all", address, chosen, False)
        wrong += run("homonyms", address, homonyms, False)
        print(f"\nSpelt otherwise\n{header}")
        for title, spelt in SPELLINGS.items():
            changed = [item for item in chosen if spelt(names[item]) != names[item]]
            wrong += run(title, address, changed, False, spelt)
        print(f"\nNot there\n{header}")
    # The worst case: the item that is meant is not there, or not under this name, and another of the name is.
    absent = one_of_each_name(homonyms, names)
    rest = world({item: name for item, name in names.items() if item not in absent}, links, countries, absent)
    with tempfile.TemporaryDirectory() as where, serving(rest, Path(where)) as address:
        run("homonyms without their item", address, absent, True)
    return 1 if wrong else 0


def entities(
    items: Sequence[str],
    names: dict[str, str],
    of: dict[str, list[str]],
    countries: dict[str, str],
    spelt: Callable[[str], str],
) -> list[Entity]:
    """``items`` as rows of a table: their names as spelt, the first partner that has one, and their countries."""
    return [
        Entity(
            item,
            spelt(names[item]),
            "city",
            [("", spelt(names[item]))],
            partner_name=next((names[other] for other in of.get(item, ()) if other in names), ""),
            countries={countries[item]} if countries else set(),
        )
        for item in items
    ]


def measure(address: str, given: Sequence[Entity], absent: bool) -> Outcome:
    """Seek ``given``; when their items are ``absent``, whatever is above the threshold is wrong."""
    classes = read_classes()
    start = time.perf_counter()
    found = suggest(connect_to_wikidata(address), given, classes)
    seconds = time.perf_counter() - start
    right = [bool(each.candidates) and each.candidates[0].item == each.thing.id for each in found]
    above = [each.grade() == "good" for each in found]
    wrong = sum(is_above and (absent or not is_right) for is_above, is_right in zip(above, right, strict=True))
    accepted = sum(is_above and is_right for is_above, is_right in zip(above, right, strict=True))
    nothing = sum(not each.candidates for each in found)
    return Outcome(len(found), sum(right), nothing, accepted, wrong, seconds)


def plain(name: str) -> str:
    """The name in letters without marks, as a keyboard without them writes it."""
    return "".join(sign for sign in unicodedata.normalize("NFD", name) if not unicodedata.combining(sign))


def mistyped(name: str) -> str:
    """The name with one mistake: a letter left out, doubled, or in the place of the next one."""
    chance = random.Random(name)
    place = chance.randrange(len(name))
    one, two, rest = name[place], name[place + 1 : place + 2], name[place + 2 :]
    return name[:place] + chance.choice([two, one + one + two, two + one]) + rest


#: How people write names that Wikidata writes otherwise.
SPELLINGS: dict[str, Callable[[str], str]] = {
    '"X City"': lambda name: f"{name} City",
    '"City of X"': lambda name: f"City of {name}",
    '"X, Country"': lambda name: f"{name}, Indonesia",
    "capitals": str.upper,
    "without diacritics": plain,
    "one mistake": mistyped,
}


def made_up(names: dict[str, str], of: dict[str, list[str]]) -> dict[str, str]:
    """A country for each item: one of forty, the same for items that share a name and a partner."""
    chance = random.Random(2016)
    countries = {item: f"Q9900{chance.randrange(40):02}" for item in sorted(names)}
    by_name: dict[str, list[str]] = {}
    for item in sorted(names):
        for other in by_name.setdefault(names[item], []):
            if set(of.get(item, ())) & set(of.get(other, ())):
                countries[item] = countries[other]
        by_name[names[item]].append(item)
    return countries


def world(
    names: dict[str, str], links: set[tuple[str, str]], countries: dict[str, str], without: Sequence[str] = ()
) -> str:
    """The graph that is served."""
    lines = (f"wd:{item} wdt:P17 wd:{country} .\n" for item, country in countries.items() if item in names)
    return turtle(names, links, without) + "".join(lines)


def one_of_each_name(items: Sequence[str], names: dict[str, str]) -> list[str]:
    """The item with the highest number of each name, so the least known one."""
    last = {names[item]: item for item in sorted(items, key=lambda item: int(item[1:]))}
    return sorted(last.values(), key=lambda item: int(item[1:]))


if __name__ == "__main__":
    raise SystemExit(main())
