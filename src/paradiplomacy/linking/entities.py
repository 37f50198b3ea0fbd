"""What our graph says of the things that may be linked: names, kind, state, place, point, partners, item."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import pyoxigraph as ox

from paradiplomacy.linking.wikidata.vocabulary import Point, item_id
from paradiplomacy.names.labels import label_of
from paradiplomacy.rdf.facts import TYPE, literals, objects, subjects
from paradiplomacy.rdf.namespaces import ID, PARA, PREFIXES, RDFS, SKOS

_NAMES = (RDFS + "label", SKOS + "prefLabel", SKOS + "altLabel", PARA + "sourceName")
# The classes whose things have, or may have, an item of their own in Wikidata.
_LINKABLE = ("Party", "SubnationalActor", "City", "Province", "State", "Organization", "Person", "Place", "EthnicGroup")
# The kind of a thing, as the table of classes calls it, by its class in our graph; the first that applies.
_CLASSES = ("City", "Province", "State", "Person", "EthnicGroup", "Place", "Organization")
_KINDS = {PARA + name: name.lower() for name in _CLASSES} | {
    PARA + "EthnicGroup": "people",
    SKOS + "Concept": "concept",
}
_UNIVERSITY = ox.NamedNode(ID + "kind-university")


@dataclass
class Entity:
    """One thing of the graph, or of a user's table, as far as it helps to find or to check its item.

    ``names`` are pairs of language ("" when unknown) and name, the best first; ``countries``, ``parents`` and
    ``partners`` are ids of items. A table of a user names a country and a partner instead: ``country_name``,
    ``partner_name``.
    """

    id: str
    label: str
    kind: str
    names: list[tuple[str, str]] = field(default_factory=list)
    countries: set[str] = field(default_factory=set)
    parents: set[str] = field(default_factory=set)
    partners: set[str] = field(default_factory=set)
    point: Point | None = None
    country_name: str = ""
    partner_name: str = ""


def entities(store: ox.Store, nodes: Iterable[ox.NamedNode]) -> list[Entity]:
    """What the graph says of each of ``nodes``."""
    return [_entity(store, node) for node in nodes]


def linkable(store: ox.Store) -> list[ox.NamedNode]:
    """The things of the graph that may have an item: parties, places and peoples, by their ids."""
    found = {node for name in _LINKABLE for node in subjects(store, TYPE, ox.NamedNode(PARA + name))}
    return sorted((node for node in found if node.value.startswith(ID)), key=lambda node: node.value)


def item_of(store: ox.Store, node: ox.NamedNode) -> str:
    """The id of the item that ``node`` is linked to by skos:exactMatch; "" when it is linked to none."""
    found = (item_id(other.value) for other in objects(store, node, SKOS + "exactMatch"))
    return next((item for item in found if item), "")


def _entity(store: ox.Store, node: ox.NamedNode) -> Entity:
    names = [(name.language or "", name.value) for iri in _NAMES for name in literals(store, node, iri)]
    within = _within(store, node)
    partners = {
        other
        for agreement in subjects(store, PARA + "party", node)
        if ox.NamedNode(PARA + "SisterCityAgreement") in objects(store, agreement, TYPE)
        for other in objects(store, agreement, PARA + "party")
        if other != node
    }
    states = {other for place in (node, *within) for other in objects(store, place, PARA + "inState")}
    degrees = [
        float(number.value) for name in ("lat", "long") for number in literals(store, node, PREFIXES["geo"] + name)
    ]
    countries, parents, twins = (
        {item_of(store, each) for each in group} - {""} for group in (states, within, partners)
    )
    return Entity(
        node.value,
        label_of(store, node),
        _kind(store, node),
        list(dict.fromkeys(names)),
        countries,
        parents,
        twins,
        Point(*degrees) if len(degrees) == 2 else None,
    )


def _kind(store: ox.Store, node: ox.NamedNode) -> str:
    if _UNIVERSITY in objects(store, node, PARA + "organizationKind"):
        return "university"
    types = {other.value for other in objects(store, node, TYPE)}
    return next((kind for iri, kind in _KINDS.items() if iri in types), "thing")


def _within(store: ox.Store, node: ox.NamedNode) -> list[ox.NamedNode]:
    """The places that ``node`` lies in, the nearest first."""
    found: list[ox.NamedNode] = []
    waiting = objects(store, node, PARA + "locatedIn")
    while waiting:
        place = waiting.pop(0)
        if place not in found and place != node:
            found.append(place)
            waiting += objects(store, place, PARA + "locatedIn")
    return found
