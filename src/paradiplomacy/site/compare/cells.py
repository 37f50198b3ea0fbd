"""The cells of the comparison: for a sector and an agreement, the records that ``compare-sectors`` counts there."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from paradiplomacy.rdf.facts import TYPE, Node, objects, subjects
from paradiplomacy.rdf.namespaces import ID, PARA, SKOS
from paradiplomacy.site.site import Site

#: The kinds of records in the order in which a cell shows them, as the columns of ``compare-sectors`` are called.
KINDS = ("activities", "parts", "delegations", "commemorations", "claims")
_CLASSES = {"Activity": "activities", "Delegation": "delegations", "Commemoration": "commemorations"}
_STATED = ox.NamedNode(f"{ID}assertion-stated")
_SCHEME = ox.NamedNode(f"{ID}sectors")


@dataclass(frozen=True)
class Record:
    """A record in a cell: its ``kind`` is one of ``KINDS``, ``assertion`` the concept of how the source says it."""

    node: ox.NamedNode
    kind: str
    assertion: ox.NamedNode

    @property
    def is_stated(self) -> bool:
        """Whether the source says it as a fact."""
        return self.assertion == _STATED


def sectors(site: Site) -> list[ox.NamedNode]:
    """The sectors that agreements are compared by."""
    return subjects(site.store, f"{SKOS}inScheme", _SCHEME)


def records(site: Site, sector: Node, agreement: Node) -> list[Record]:
    """The records of the cell by kind and name. A claim counts where it is stated; other claims say too little."""
    return site.kept(_records, sector, agreement)


def _records(site: Site, sector: Node, agreement: Node) -> list[Record]:
    found = []
    for node in subjects(site.store, f"{PARA}underAgreement", agreement):
        kind = _kind(site, node)
        assertions = objects(site.facts, node, f"{PARA}assertionKind")
        link = "about" if kind == "claims" else "sector"
        if not kind or not assertions or sector not in objects(site.facts, node, f"{PARA}{link}"):
            continue
        if kind != "claims" or _STATED in assertions:
            found.append(Record(node, kind, assertions[0]))
    return sorted(found, key=lambda it: (KINDS.index(it.kind), not it.is_stated, it.node.value))


def _kind(site: Site, node: ox.NamedNode) -> str:
    classes = {it.value.removeprefix(PARA) for it in objects(site.facts, node, TYPE)}
    if "Claim" in classes:
        return "claims"
    kind = next((kind for name, kind in _CLASSES.items() if name in classes), "")
    is_part = kind == "activities" and objects(site.facts, node, f"{PARA}partOf")
    return "parts" if is_part else kind


def status(site: Site, sector: Node, agreement: Node, found: list[Record]) -> ox.NamedNode:
    """The concept that ``compare-sectors`` gives the cell with these records, for any kind of agreement."""
    if any(it.is_stated and it.kind != "claims" for it in found):
        name = "recorded"
    elif any(it.kind == "claims" for it in found):
        name = "claimed"
    elif found:
        name = "qualified"
    else:
        is_silent = sector in objects(site.facts, agreement, f"{PARA}silentOn")
        name = "source-silent" if is_silent else "not-coded"
    return ox.NamedNode(f"{ID}status-{name}")
