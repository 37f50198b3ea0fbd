"""What our graph says of the things that may be linked: names, kind, state, place, point, partners."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import pyoxigraph as ox

from paradiplomacy.linking.wikidata.classes import kind_of
from paradiplomacy.linking.wikidata.items import item_of
from paradiplomacy.linking.wikidata.vocabulary import Point
from paradiplomacy.names.labels import in_language, labels_of
from paradiplomacy.rdf.facts import objects, subjects
from paradiplomacy.rdf.namespaces import ID, PARA, RDF, RDFS, SKOS

_GEO = "http://www.w3.org/2003/01/geo/wgs84_pos#"
_NAMES = tuple(ox.NamedNode(iri) for iri in (RDFS + "label", SKOS + "prefLabel", SKOS + "altLabel"))
_SOURCE_NAME = ox.NamedNode(PARA + "sourceName")
# The classes whose things have, or may have, an item of their own in Wikidata.
_LINKABLE = ("Party", "SubnationalActor", "City", "Province", "State", "Organization", "Person", "Place", "EthnicGroup")


@dataclass
class Entity:
    """One thing of the graph, or of a user's table, as far as it helps to find or to check its item.

    ``names`` are pairs of language ("" when unknown) and name, the best first; ``countries``, ``parents`` and
    ``partners`` are ids of items; ``item`` is the item it is linked to. A table of a user names a country and a
    partner instead: ``country_name``, ``partner_name``.
    """

    id: str
    label: str
    kind: str
    names: list[tuple[str, str]] = field(default_factory=list)
    item: str = ""
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
    found = {
        node for name in _LINKABLE for node in subjects(store, RDF + "type", _para(name)) if node.value.startswith(ID)
    }
    return sorted(found, key=lambda node: node.value)


def label_of(store: ox.Store, node: ox.NamedNode) -> str:
    """The English label of ``node``, else any, else its id."""
    return in_language(labels_of(store, node), "en") or node.value.removeprefix(ID)


def _entity(store: ox.Store, node: ox.NamedNode) -> Entity:
    names: dict[tuple[str, str], None] = {}
    for property_ in (*_NAMES, _SOURCE_NAME):
        for quad in sorted(store.quads_for_pattern(node, property_, None, None), key=str):
            if isinstance(quad.object, ox.Literal):
                names[quad.object.language or "", quad.object.value] = None
    within = _within(store, node)
    partners = {
        item_of(store, other)
        for agreement in subjects(store, PARA + "party", node)
        if _para("SisterCityAgreement") in objects(store, agreement, RDF + "type")
        for other in objects(store, agreement, PARA + "party")
        if other != node
    }
    states = {other for place in (node, *within) for other in objects(store, place, PARA + "inState")}
    return Entity(
        node.value,
        label_of(store, node),
        kind_of(store, node),
        list(names),
        item_of(store, node),
        {item_of(store, state) for state in states} - {""},
        {item_of(store, place) for place in within} - {""},
        partners - {""},
        _point(store, node),
    )


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


def _point(store: ox.Store, node: ox.NamedNode) -> Point | None:
    degrees = [
        float(quad.object.value)
        for name in ("lat", "long")
        for quad in store.quads_for_pattern(node, ox.NamedNode(_GEO + name), None, None)
        if isinstance(quad.object, ox.Literal)
    ]
    return Point(*degrees) if len(degrees) == 2 else None


def _para(name: str) -> ox.NamedNode:
    return ox.NamedNode(PARA + name)
