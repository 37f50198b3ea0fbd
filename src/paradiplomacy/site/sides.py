"""What several sources say of one thing, side by side: the rows of the stored query ``sources-agree`` about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import pyoxigraph as ox

from paradiplomacy.rdf.facts import objects
from paradiplomacy.rdf.namespaces import ID, PARA
from paradiplomacy.site.site import Site

_QUERY = "sources-agree"
_EVIDENCE, _ACCOUNT = ox.NamedNode(PARA + "evidence"), ox.NamedNode(PARA + "accountOf")

Side = Mapping[str, Any]


def sides(site: Site, thing: ox.NamedNode, lang: str) -> list[Side]:
    """The rows about ``thing``: ``question``, ``part``, ``value``, ``outcomeLabel``, ``outcome`` and ``sources``.

    ``sources`` are nodes. There is none where the graph has no words about the thing.
    """
    query = site.stored.get(_QUERY)
    if query is None or not _has_words(site, thing):
        return []
    if site.live:
        return [_side(site, row, lang) for row in site.graph.query(query, thing=thing.value, lang=lang)]
    return site.kept(_by_thing, lang).get(thing.value, [])


def _by_thing(site: Site, lang: str) -> Mapping[str, list[Side]]:
    found: dict[str, list[Side]] = defaultdict(list)
    for row in site.answer(site.stored[_QUERY], lang):
        found[row["thing"]].append(_side(site, row, lang))
    return found


def _side(site: Site, row: dict[str, Any], lang: str) -> Side:
    return {
        **row,
        "outcome": str(row["outcomeCode"]).removeprefix(ID),
        "part": row["part"] if row["part"] != site.text("sides.whole", lang) else "",
        "sources": [ox.NamedNode(ID + key) for key in str(row["sources"]).split("; ") if key],
    }


def _has_words(site: Site, thing: ox.NamedNode) -> bool:
    told = bool(objects(site.facts, thing, _EVIDENCE))
    return told or any(site.store.quads_for_pattern(None, _ACCOUNT, thing, ox.DefaultGraph()))
