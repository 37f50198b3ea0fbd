"""Give each finding the label of its node, and the file and line that describe it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from paradiplomacy.names.labels import labels_of
from paradiplomacy.rdf.turtle.locate import LARGE, Locator, find_lines
from paradiplomacy.validation.findings import Finding, in_order
from paradiplomacy.validation.input import Input, Subject

Place = tuple[Path, int | None]


def placed(findings: Iterable[Finding], given: Input) -> list[Finding]:
    """The findings with the label of their node and the file and line that describe it, in order."""
    owners: dict[str, str] = {}
    named = [(finding, _described_as(finding.focus, given.store, owners)) for finding in findings]
    large = {path for path in given.files if path.suffix.lower() in (".ttl", ".nt") and _size(path) >= LARGE}
    locator = Locator(path for path in given.files if path not in large)
    lines = [(path, find_lines(path, {(name, found.predicate) for found, name in named})) for path in sorted(large)]
    result = []
    for finding, name in named:
        node = node_of_name(finding.focus)
        places: list[Place] = [(path, at[key]) for path, at in lines if (key := (name, finding.predicate)) in at]
        if name and not places and (place := locator.find(name, finding.predicate)):
            places.append(place)
        if not places and node and given.subjects and node in given.subjects:
            places.append((given.subjects[node], None))
        file, line = places[0] if places else (None, None)
        labels = labels_of(given.store, node) if node else {}
        result.append(replace(finding, labels=labels, file=file, line=line))
    return in_order(result)


def name_of_node(node: object) -> str:
    """The name under which findings speak of a node: an IRI, ``_:id``, or a literal as N-Triples writes it."""
    return node.value if isinstance(node, ox.NamedNode) else str(node)


def node_of_name(name: str) -> Subject | None:
    """The node of that name; None for a literal, which a shape may have as its focus node too."""
    if name.startswith('"'):
        return None
    return ox.BlankNode(name[2:]) if name.startswith("_:") else ox.NamedNode(name)


def _described_as(name: str, store: ox.Store, owners: dict[str, str]) -> str:
    """The name to look for in the files: a blank node has no place of its own; the thing that uses it has."""
    node = node_of_name(name)
    if not isinstance(node, ox.BlankNode):
        return name
    if name not in owners:
        owners[name] = _owner(node, store)
    return owners[name]


def _owner(node: ox.BlankNode, store: ox.Store) -> str:
    """The IRI of the thing that uses a blank node, at first or second hand, or ""."""
    waiting, seen = [node], {node}
    while waiting:
        for quad in store.quads_for_pattern(None, None, waiting.pop(), None):
            if isinstance(quad.subject, ox.NamedNode):
                return quad.subject.value
            if isinstance(quad.subject, ox.BlankNode) and quad.subject not in seen:
                seen.add(quad.subject)
                waiting.append(quad.subject)
    return ""


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # whoever asks has read it already; if it has gone since, no line is known
        return 0
