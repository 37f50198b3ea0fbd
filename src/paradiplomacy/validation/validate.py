"""Validate a graph: core SHACL by an engine, rules across records by check queries."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from paradiplomacy.errors import nearest
from paradiplomacy.rdf.facts import TYPE
from paradiplomacy.rdf.namespaces import OWL, PARA, RDF, RDFS, ROOT, SH, prefixed, short
from paradiplomacy.validation.checks import Check, load_checks, run_check
from paradiplomacy.validation.engines import ENGINES, shape_findings
from paradiplomacy.validation.findings import Report
from paradiplomacy.validation.input import Input, read_input
from paradiplomacy.validation.placing import name_of_node, placed
from paradiplomacy.validation.shapes import Shapes, load_shapes

# What a file says that mistypes the beginning of our namespaces.
_NEARLY_OURS = ROOT.replace("https:", "http:")


@contextlib.contextmanager
def timed(seconds: dict[str, float], phase: str) -> Iterator[None]:
    """Put the time of the block, in seconds, into ``seconds[phase]``."""
    start = time.perf_counter()
    yield
    seconds[phase] = time.perf_counter() - start


def validate(
    files: Iterable[str | Path] | None = None,
    shapes: Path | None = None,
    checks: Iterable[Path] | None = None,
    engine: str = ENGINES[0],
) -> Report:
    """Check the release, or ``files`` with the release as their background.

    With ``files``, only nodes that are subjects in them count. ``shapes`` and ``checks`` are the project's
    unless given; ``engine`` is one of ENGINES. Raises UnreadableInput for a file that cannot be read.
    """
    seconds: dict[str, float] = {}
    with contextlib.ExitStack() as stack:
        with timed(seconds, "parse"):
            given = stack.enter_context(read_input(files))
            known_shapes = load_shapes(shapes)
            known_checks = load_checks(checks)
        return examine(given, known_shapes, known_checks, engine, seconds)


def examine(
    given: Input,
    shapes: Shapes,
    checks: list[Check],
    engine: str = ENGINES[0],
    seconds: dict[str, float] | None = None,
) -> Report:
    """The report on an input; ``seconds`` holds the time of what was done before, by phase."""
    seconds = {} if seconds is None else seconds
    with timed(seconds, "shapes"):
        found = shape_findings(given, shapes, engine)
    with timed(seconds, "checks"):
        for check in checks:
            found += run_check(check, given.store)
    with timed(seconds, "places"):
        reached = {name_of_node(node) for node in shapes.focus_nodes(given.store)}
        counted = reached
        if given.subjects is not None:
            names = {name_of_node(node) for node in given.subjects}
            found = [finding for finding in found if finding.focus in names]
            counted = reached & names
        report = Report(placed(found, given), len(counted), len(shapes.targeted()), len(checks))
        report.unreached = _unreached(given, counted)
        report.nothing = _nothing(report, shapes, given)
    report.seconds = seconds
    return report


def _unreached(given: Input, reached: set[str]) -> list[str]:
    """The things of the given files that have a class, but none that a shape looks at, with that class."""
    vocabulary = (OWL, RDFS, SH, RDF)
    missed = []
    for subject in given.subjects or ():
        if name_of_node(subject) in reached:
            continue
        classes = [quad.object for quad in given.store.quads_for_pattern(subject, TYPE, None, None)]
        names = [node.value for node in classes if isinstance(node, ox.NamedNode)]
        if names and not any(name.startswith(vocabulary) for name in names):
            missed.append(f"{short(name_of_node(subject))} ({', '.join(sorted(map(prefixed, names)))})")
    return sorted(missed)


def _nothing(report: Report, shapes: Shapes, given: Input) -> dict[str, str]:
    """Why the validation looked at nothing, by language; empty when it did look at something."""
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
    used = _used_classes(given)
    close = sorted({name for word in used for name in nearest(prefixed(word.replace(_NEARLY_OURS, ROOT)), known, 1)})
    if any(word.startswith(_NEARLY_OURS) for word in used):  # a prefix would hide the difference
        close = [f"<{name.replace('para:', PARA)}>" for name in close]
    some = ", ".join(known[:8])
    return {
        "en": "nothing in the files has a class that the shapes know; "
        + (f"did you mean {' or '.join(close)}?" if close else f"known are {some} and others."),
        "id": "tidak ada isi berkas yang kelasnya dikenal; "
        + (f"maksud Anda {' atau '.join(close)}?" if close else f"yang dikenal antara lain {some}."),
    }


def _used_classes(given: Input) -> set[str]:
    return {
        quad.object.value
        for quad in given.store.quads_for_pattern(None, TYPE, None, None)
        if isinstance(quad.object, ox.NamedNode) and (given.subjects is None or quad.subject in given.subjects)
    }
