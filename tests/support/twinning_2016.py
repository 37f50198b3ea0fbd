"""The real twinning links of 2016, as a graph of the shape that Wikidata has.

They are not part of this repository: PARADIPLOMACY_TWINNING, or ../shared/data/twinning-2016 beside it, holds them.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Collection
from pathlib import Path

import pyoxigraph as ox

from paradiplomacy.linking.wikidata.vocabulary import PROLOGUE

VARIABLE = "PARADIPLOMACY_TWINNING"
MISSING = f"the twinning links of 2016 are not here; set {VARIABLE} to the folder with names.tsv and relations.tsv"
_BESIDE = Path(__file__).resolve().parents[3] / "shared" / "data" / "twinning-2016"


def folder() -> Path | None:
    """The folder that holds the links; None when it is not there."""
    place = Path(os.environ.get(VARIABLE) or _BESIDE)
    return place if (place / "names.tsv").is_file() and (place / "relations.tsv").is_file() else None


def read(place: Path) -> tuple[dict[str, str], set[tuple[str, str]]]:
    """Item → its name, and the links as pairs (item, partner), each once."""
    names = dict(_rows(place / "names.tsv"))
    return names, set(_rows(place / "relations.tsv"))


def turtle(names: dict[str, str], links: set[tuple[str, str]], without: Collection[str] = ()) -> str:
    """A graph of all of them but the items ``without``. The class is ours: the crawl gives none."""
    lines = [PROLOGUE]
    for item, name in names.items():
        if item not in without:
            lines.append(f"wd:{item} rdfs:label {ox.Literal(name, language='en')} ; wdt:P31 wd:Q515 .")
    for number, (one, other) in enumerate(sorted(links)):
        if one not in without and other not in without:
            statement = f"<http://www.wikidata.org/entity/statement/{one}-{number}>"
            lines.append(f"wd:{one} wdt:P190 wd:{other} ; p:P190 {statement} .")
            lines.append(f"{statement} ps:P190 wd:{other} ; wikibase:rank wikibase:NormalRank .")
    return "\n".join(lines) + "\n"


def partners(links: set[tuple[str, str]]) -> dict[str, list[str]]:
    """Item → all its partners, whichever of the two says so, by their numbers."""
    found: dict[str, set[str]] = defaultdict(set)
    for one, other in links:
        found[one].add(other)
        found[other].add(one)
    return {item: sorted(others, key=lambda name: int(name[1:])) for item, others in found.items()}


def _rows(path: Path) -> list[tuple[str, str]]:
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return [(row[0], row[1]) for row in rows if len(row) == 2]
