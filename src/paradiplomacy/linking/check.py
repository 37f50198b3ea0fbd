"""Check every row of the table of links against Wikidata: does the item exist, and is it the thing that we mean?"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from paradiplomacy.linking.classes import read_classes
from paradiplomacy.linking.entities import Entity, entities, item_of
from paradiplomacy.linking.sssom import Link, known_labels, read_links, refused_items
from paradiplomacy.linking.wikidata.items import Item, Progress, check_known, fetch_items
from paradiplomacy.linking.wikidata.vocabulary import NEAR, item_id
from paradiplomacy.names.labels import label_of
from paradiplomacy.names.resolve import languages
from paradiplomacy.names.spellings import is_same_name, shares_word
from paradiplomacy.rdf.namespaces import SKOS
from paradiplomacy.release import home
from paradiplomacy.sparql.endpoint import Endpoint

ASPECTS = ("exists", "label", "class", "country", "distance")
COLUMNS = ("row", "thing", "item", "itemLabel", *ASPECTS, "verdict", "reason")

OK, WRONG, UNSURE = "agrees", "WRONG", "not compared"


class Aspect(NamedTuple):
    """How one aspect of a link came out: agrees, WRONG or not compared; and words for it, or ""."""

    verdict: str
    words: str = ""


class LinkCheck(NamedTuple):
    """One row of the table: the link, the item, and the outcome by aspect."""

    link: Link
    item: Item
    aspects: dict[str, Aspect]

    @property
    def is_wrong(self) -> bool:
        """Whether any aspect is wrong."""
        return any(aspect.verdict == WRONG for aspect in self.aspects.values())

    @property
    def reason(self) -> str:
        """Why it is wrong, or what was not compared; then what else is worth knowing."""
        words = [
            aspect.words
            for verdict in (WRONG if self.is_wrong else UNSURE, OK)
            for aspect in self.aspects.values()
            if aspect.verdict == verdict and aspect.words
        ]
        return "; ".join(dict.fromkeys(words))


def check_links(
    endpoint: Endpoint,
    store: ox.Store,
    path: Path | None = None,
    distance: float = NEAR,
    progress: Progress | None = None,
) -> list[LinkCheck]:
    """Every row of the table ``path`` (ours unless given) with its outcome, in the order of the file.

    ``store`` holds our graph. Raises DataError when the table is not sound, EndpointError when the endpoint fails.
    """
    folder = home() / "data" / "links"
    # A refused item is a finding of its row here, beside what Wikidata says, and does not stop the reading.
    links = read_links(path or folder / "wikidata.sssom.tsv", known_labels(store), {})
    refused, classes, named = refused_items(folder / "refused.tsv"), read_classes(), _named(store)
    ours = {thing.id: thing for thing in entities(store, [ox.NamedNode(link.subject) for link in links])}
    items = fetch_items(endpoint, map(_item, links), classes.items, languages(store), progress=progress)
    check_known(items, [item.id for item in items.values() if item.exists or item.redirect], endpoint)

    def checked(link: Link) -> LinkCheck:
        thing, item = ours[link.subject], items[_item(link)]
        aspects = {"exists": _exists(item, refused)}
        if item.exists:
            away = item.away(thing.point)
            far = None if away is None else away <= distance
            aspects |= {
                "label": _label(thing, link, item),
                "class": _aspect(*classes.match(thing.kind, item.classes, item.kinds)),
                "country": _country(thing, item, named),
                "distance": _aspect(far, f"it lies {away:.0f} km from ours" if away is not None else ""),
            }
        return LinkCheck(link, item, aspects)

    return [checked(link) for link in sorted(links, key=lambda link: link.row)]


def report(rows: list[LinkCheck]) -> list[list[str]]:
    """The rows as text under ``COLUMNS``."""
    return [
        [
            str(row.link.row),
            row.link.subject.rpartition("/")[2],
            row.item.id,
            row.item.label if row.item.exists else "",
            *(row.aspects[name].verdict if name in row.aspects else UNSURE for name in ASPECTS),
            WRONG if row.is_wrong else "right",
            row.reason,
        ]
        for row in rows
    ]


def _aspect(agrees: bool | None, words: str = "") -> Aspect:
    """The outcome; the words tell what is wrong, or why it was not compared."""
    return Aspect({True: OK, False: WRONG, None: UNSURE}[agrees], "" if agrees else words)


def _exists(item: Item, refused: Mapping[str, str]) -> Aspect:
    """Whether the item is there; ``refused`` gives the reasons against items."""
    if item.redirect:
        return Aspect(WRONG, f"{item.id} was merged into {item.redirect}; see whether that is the thing")
    if not item.exists:
        return Aspect(WRONG, f"the endpoint knows nothing of {item.id}: deleted, or never there")
    if item.id in refused:
        return Aspect(WRONG, f"{item.id} is refused: {refused[item.id]}")
    return Aspect(OK, f"it was dissolved ({item.ended})" if item.ended else "")


def _label(thing: Entity, link: Link, item: Item) -> Aspect:
    ours = {name for _, name in thing.names}
    if not item.names:
        return Aspect(UNSURE, "it has no name in our languages")
    if any(is_same_name(name, other, thing.kind) for name in ours for other in item.names):
        return Aspect(OK)
    shown = ", ".join(sorted(item.names)[:5])
    # The table's label of the item agrees with a wrong item just as well, so it has to have something of our names.
    if any(shares_word(link.item_label, name) for name in ours) and any(
        is_same_name(link.item_label, other) for other in item.names
    ):
        return Aspect(UNSURE, f"of our names only the table's object_label is one of the item ({shown})")
    return Aspect(WRONG, f"none of our names is one of the item, which is called {shown}")


def _country(thing: Entity, item: Item, named: Mapping[str, str]) -> Aspect:
    if not thing.countries or not item.countries:
        return Aspect(UNSURE)
    ours, theirs = (
        " and ".join(f"{named[name]} ({name})" if name in named else name for name in sorted(countries))
        for countries in (thing.countries, item.countries)
    )
    return _aspect(bool(thing.countries & item.countries), f"it lies in {theirs}, ours in {ours}")


def _item(link: Link) -> str:
    return item_id(link.item) or ""


def _named(store: ox.Store) -> dict[str, str]:
    """Names for the items that our graph links: id → English label."""
    pairs = store.quads_for_pattern(None, ox.NamedNode(SKOS + "exactMatch"), None, None)
    things = {quad.subject for quad in pairs if isinstance(quad.subject, ox.NamedNode)}
    return {item_of(store, thing): label_of(store, thing) for thing in things}
