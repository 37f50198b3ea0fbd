"""Single changes of the triples of a file: one dropped, or its object replaced by one near to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pyoxigraph as ox

from paradiplomacy.rdf.namespaces import prefixed

_OTHER_LANGUAGE = {"en": "id", "id": "en"}


@dataclass(frozen=True)
class Change:
    """A triple that goes, and the one that comes in its place, if any."""

    kind: str
    gone: ox.Quad
    come: ox.Quad | None = None

    def told(self) -> str:
        """The change in words."""
        new = self.come.object if self.come else None
        return f"{self.kind}: {' '.join(map(shortened, self.gone.triple))} → {shortened(new) if new else 'nothing'}"


def shortened(node: object) -> str:
    """A node with our prefixes, a long text cut."""
    text = prefixed(node.value) if isinstance(node, ox.NamedNode) else " ".join(str(node).split())
    return text if len(text) <= 80 else f"{text[:60]}…{text[-15:]}"


def changes(quads: Iterable[ox.Quad], each: int, texts: bool = True) -> Iterator[Change]:
    """For each property up to so many drops and so many replacements; ``texts``: whether texts are replaced too."""
    by_property: dict[str, list[ox.Quad]] = defaultdict(list)
    for quad in sorted(quads, key=str):
        by_property[quad.predicate.value].append(quad)
    for some in by_property.values():
        # Spread over the things, and not those of the first alone.
        chosen = some[:: max(1, len(some) // each)][:each]
        for number, quad in enumerate(chosen):
            yield Change("drop", quad)
            node = _near(quad, some, number, texts)
            if node is not None:
                yield Change("replace", quad, ox.Quad(quad.subject, quad.predicate, node, quad.graph_name))


def _near(quad: ox.Quad, some: list[ox.Quad], number: int, texts: bool) -> ox.NamedNode | ox.Literal | None:
    """Another value of the same kind."""
    value = quad.object
    if isinstance(value, ox.NamedNode):
        others = sorted(
            {other.object.value for other in some if isinstance(other.object, ox.NamedNode)} - {value.value}
        )
        return ox.NamedNode(others[number % len(others)]) if others else None
    if not isinstance(value, ox.Literal):
        return None
    if value.language:
        if number % 2 and value.language in _OTHER_LANGUAGE:
            return ox.Literal(value.value, language=_OTHER_LANGUAGE[value.language])
        return ox.Literal(value.value + "x", language=value.language) if texts else None
    kind = value.datatype.value.rpartition("#")[2]
    if kind == "date":
        return ox.Literal(str(date.fromisoformat(value.value) + timedelta(1)), datatype=value.datatype)
    if kind in ("gYear", "integer") and value.value.isdigit():
        return ox.Literal(str(int(value.value) + 1), datatype=value.datatype)
    if kind == "boolean":
        return ox.Literal("false" if value.value == "true" else "true", datatype=value.datatype)
    return ox.Literal(value.value + "x") if kind == "string" and texts else None
