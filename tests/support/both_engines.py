"""Shapes made for one test, and the two engines that must find the same with them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from paradiplomacy.rdf.convert import to_graph
from paradiplomacy.rdf.namespaces import PREFIXES
from paradiplomacy.sparql.embedded import Embedded
from paradiplomacy.validation.findings import Finding
from paradiplomacy.validation.shacl import shacl_findings
from paradiplomacy.validation.shape_queries import ShapeQueries
from paradiplomacy.validation.shapes import Shapes, load_shapes

EX = "http://example.org/"
HEADER = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items()) + "PREFIX ex: <http://example.org/>\n"

MESSAGE = 'sh:message "Something is wrong."@en , "Ada yang salah."@id'


def shapes(tmp_path: Path, body: str) -> Shapes:
    """The shapes of the Turtle `body`, which needs no prefixes."""
    path = tmp_path / "shapes.ttl"
    path.write_text(HEADER + body, encoding="utf-8")
    return load_shapes(path)


def told(findings: Iterable[Finding], blank_names: bool = True) -> list[tuple[object, ...]]:
    """All that a finding tells but its place and label; without `blank_names`, one blank node is as good as another."""

    def whole(found: Finding) -> tuple[object, ...]:
        focus = found.focus if blank_names or not found.focus.startswith("_:") else "_:"
        words = sorted(found.messages.items()), sorted(found.advice.items())
        return focus, found.shape, found.path, found.value, found.component, found.severity, found.predicate, *words

    return sorted(map(whole, findings))


def same(known: Shapes, data: ox.Store) -> int:
    """How many findings there are, after both engines agreed on them."""
    expected = told(shacl_findings(to_graph(data), known))
    found = list(ShapeQueries(Embedded(data), known).findings())
    assert told(found) == expected
    return len(expected)


def property_shape(target: str, constraint: str, message: str = MESSAGE) -> str:
    """The Turtle of a property shape on what `target` names."""
    return f"ex:Shape {target} ; sh:property ex:Path . ex:Path {constraint} ; {message} .\n"
