"""Validate a graph: core SHACL by pySHACL or by queries, rules across records by check queries."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from paradiplomacy.errors import nearest
from paradiplomacy.rdf.namespaces import OWL, RDF, RDFS, SH, prefixed, short
from paradiplomacy.validation.checks import Check, load_checks, run_check
from paradiplomacy.validation.findings import Finding, Report
from paradiplomacy.validation.input import Input, Subject, read_input
from paradiplomacy.validation.placing import name_of_node, placed

if TYPE_CHECKING:
    from paradiplomacy.validation.shapes import Shapes

_TYPE = ox.NamedNode(f"{RDF}type")

ENGINES = ("auto", "pyshacl", "sparql")
# Where pySHACL takes about eight seconds (0.4 s for each thousand triples), and the queries 0.2.
LARGE = 20_000


@dataclass(slots=True)
class Clock:
    """The seconds that each phase took."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextlib.contextmanager
    def time(self, phase: str) -> Iterator[None]:
        """Add the time of the block to `phase`."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[phase] = self.seconds.get(phase, 0.0) + time.perf_counter() - start


@dataclass(slots=True)
class _Looked:
    """What an engine saw: the findings, and how to tell what it looked at and what it may have missed."""

    found: list[Finding]
    focus_names: Callable[[], set[str]]
    suspects: Callable[[], Iterable[Subject]]


def validate(
    files: Iterable[str | Path] | None = None,
    shapes: Path | None = None,
    checks: Iterable[Path] | None = None,
    engine: str = "auto",
) -> Report:
    """Check the release, or `files` with the release as their background.

    With `files`, only nodes that are subjects in them count. `shapes` and `checks` are the project's
    unless given. `engine` is one of ENGINES: pySHACL, the reference, or queries made of the shapes, which
    find the same; auto takes the queries for a graph of more than LARGE triples.
    Raises UnreadableInput for a file that cannot be read.
    """
    clock = Clock()
    with clock.time("imports"):
        from paradiplomacy.validation.shapes import load_shapes
    with clock.time("parse"):
        given = read_input(files)
        known_shapes = load_shapes(shapes)
        known_checks = load_checks(checks)
    if engine == "auto":
        engine = "sparql" if len(given.store) > LARGE else "pyshacl"
    return examine(given, known_shapes, known_checks, clock, engine)


def examine(
    given: Input, shapes: Shapes, checks: list[Check], clock: Clock | None = None, engine: str = "pyshacl"
) -> Report:
    """Validate what `read_input` returned."""
    clock = clock or Clock()
    looked = (_look_by_queries if engine == "sparql" else _look_by_pyshacl)(given, shapes, clock)
    with clock.time("checks"):
        for check in checks:
            looked.found += run_check(check, given.store)
    with clock.time("places"):
        names = None if given.subjects is None else {name_of_node(node) for node in given.subjects}
        focus = looked.focus_names()
        counted = focus if names is None else focus & names
        kept = [finding for finding in looked.found if names is None or finding.focus in names]
        report = Report(placed(kept, given), len(counted), len(shapes.targeted()), len(checks))
        report.unreached = _unreached(given, counted, looked.suspects())
        report.nothing = nothing(report, shapes, lambda: _used_classes(given))
    report.seconds = clock.seconds
    return report


def _look_by_pyshacl(given: Input, shapes: Shapes, clock: Clock) -> _Looked:
    with clock.time("imports"):
        from paradiplomacy.rdf.convert import to_graph
        from paradiplomacy.validation.shacl import Stumbled, shacl_findings
        from paradiplomacy.validation.shapes import node_text
    with clock.time("convert"):
        data = to_graph(given.store)
    with clock.time("shapes"):
        try:
            found = shacl_findings(data, shapes)
        except Stumbled:
            # It gives up over values that have no order; the queries know that these break the shape.
            return _look_by_queries(given, shapes, clock)

    def focus_names() -> set[str]:
        return {node_text(node) for shape in shapes.targeted() for node in shapes.focus_nodes(shape, data)}

    return _Looked(found, focus_names, lambda: given.subjects or ())


def _look_by_queries(given: Input, shapes: Shapes, clock: Clock) -> _Looked:
    with clock.time("imports"):
        from paradiplomacy.sparql.embedded import Embedded
        from paradiplomacy.validation.shape_queries import ShapeQueries
    with clock.time("compile"):
        queries = ShapeQueries(Embedded(given.store), shapes)
    with clock.time("shapes"):
        found = list(queries.findings())

    def suspects() -> Iterable[Subject]:
        others = queries.nodes_of_other_classes()
        subjects = given.subjects or {}
        return dict.fromkeys(node for node in others if isinstance(node, Subject) and node in subjects)

    return _Looked(found, lambda: {name_of_node(node) for node in queries.focus_nodes()}, suspects)


def _unreached(given: Input, reached: set[str], suspects: Iterable[Subject]) -> list[str]:
    """The things of the given files that have a class, but none that a shape looks at, with that class."""
    vocabulary = (OWL, RDFS, SH, RDF)
    missed = []
    for subject in suspects:
        classes = [quad.object for quad in given.store.quads_for_pattern(subject, _TYPE, None, None)]
        names = [node.value for node in classes if isinstance(node, ox.NamedNode)]
        if names and name_of_node(subject) not in reached and not any(n.startswith(vocabulary) for n in names):
            missed.append(f"{short(name_of_node(subject))} ({', '.join(sorted(map(prefixed, names)))})")
    return sorted(missed)


def nothing(report: Report, shapes: Shapes, used_classes: Callable[[], set[str]]) -> dict[str, str]:
    """Why the validation looked at nothing, by language; empty when it did look at something.

    `used_classes` gives the classes that the data uses, as people write them.
    """
    if not report.shapes:
        return {
            "en": f"{shapes.path} holds no shape with a target.",
            "id": f"{shapes.path} tidak memuat shape yang bersasaran.",
        }
    if not report.checks:
        return {
            "en": "queries/checks/ holds no check query.",
            "id": "queries/checks/ tidak memuat kueri pemeriksa.",
        }
    if report.nodes:
        return {}
    known = [prefixed(name) for name in shapes.known_classes()]
    close = sorted({name for word in used_classes() for name in nearest(word, known, 1)})
    some = ", ".join(known[:8])
    return {
        "en": "nothing in the files has a class that the shapes know; "
        + (f"did you mean {' or '.join(close)}?" if close else f"known are {some} and others."),
        "id": "tidak ada isi berkas yang kelasnya dikenal; "
        + (f"maksud Anda {' atau '.join(close)}?" if close else f"yang dikenal antara lain {some}."),
    }


def _used_classes(given: Input) -> set[str]:
    return {
        prefixed(quad.object.value)
        for quad in given.store.quads_for_pattern(None, _TYPE, None, None)
        if isinstance(quad.object, ox.NamedNode) and (given.subjects is None or quad.subject in given.subjects)
    }
