"""Give each finding the label of its node, and the file and line that describe it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

import pyoxigraph as ox

from paradiplomacy.names.labels import labels_of
from paradiplomacy.rdf.packed import name_inside
from paradiplomacy.rdf.turtle.locate import LARGE, Locator, find_lines
from paradiplomacy.validation.findings import Finding, in_order
from paradiplomacy.validation.input import Input, Subject


def placed(findings: Iterable[Finding], given: Input) -> list[Finding]:
    """The findings with the label of their node and the file and line that describe it, in order."""
    owner = cache(partial(_owner, store=given.store))
    named = [(finding, owner(finding.focus)) for finding in findings]
    large = {
        path for path in given.files if name_inside(path).suffix.lower() in (".ttl", ".nt") and _size(path) >= LARGE
    }
    locator = Locator(path for path in given.files if path not in large)
    lines = [(path, find_lines(path, {(name, found.predicate) for found, name in named})) for path in sorted(large)]
    result = []
    for finding, name in named:
        node = node_of_name(finding.focus)
        key = (name, finding.predicate)
        place: tuple[Path | None, int | None] | None = next(((path, at[key]) for path, at in lines if key in at), None)
        if place is None and name:
            place = locator.find(name, finding.predicate)
        file, line = place or ((given.subjects or {}).get(node) if node else None, None)
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


def _owner(name: str, store: ox.Store) -> str:
    """The name to look for in the files: of a blank node, the IRI of what uses it, at first or second hand, or ""."""
    waiting = [node_of_name(name)]
    if not isinstance(waiting[0], ox.BlankNode):
        return name
    seen = set(waiting)
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
