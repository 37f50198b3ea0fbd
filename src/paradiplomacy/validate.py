"""Validate a graph: core SHACL by pySHACL, rules across records by check queries, findings with their lines."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from paradiplomacy.checks import Check, load_checks, run_check
from paradiplomacy.errors import nearest
from paradiplomacy.files import graph_files
from paradiplomacy.findings import Finding, Report, in_order, prefixed
from paradiplomacy.labels import labels_of
from paradiplomacy.locate import Locator
from paradiplomacy.namespaces import OWL, RDF, RDFS, SH, short
from paradiplomacy.store import load_store

if TYPE_CHECKING:
    from paradiplomacy.shapes import Shapes

_TYPE = ox.NamedNode(f"{RDF}type")

Subject = ox.NamedNode | ox.BlankNode


@dataclass(slots=True)
class Input:
    """What is validated: the store, the files in it, and the things that count (None: all of them).

    The things that count have the file that names them first.
    """

    store: ox.Store
    files: list[Path]
    subjects: dict[Subject, Path] | None = None


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


def validate(
    files: Iterable[str | Path] | None = None,
    shapes: Path | None = None,
    checks: Iterable[Path] | None = None,
) -> Report:
    """Check the release, or `files` with the release as their background.

    With `files`, only nodes that are subjects in them count. `shapes` and `checks` are the project's
    unless given. Raises UnreadableInput for a file that cannot be read.
    """
    clock = Clock()
    with clock.time("imports"):
        import pyshacl  # noqa: F401  # only so that its time is told apart from that of the validation

        from paradiplomacy.shapes import load_shapes
    with clock.time("parse"):
        given = read_input(files)
        known_shapes = load_shapes(shapes)
        known_checks = load_checks(checks)
    return examine(given, known_shapes, known_checks, clock)


def examine(given: Input, shapes: Shapes, checks: list[Check], clock: Clock | None = None) -> Report:
    """Validate what `read_input` returned."""
    from paradiplomacy.shacl import shacl_findings
    from paradiplomacy.terms import to_graph, to_rdflib

    clock = clock or Clock()
    with clock.time("convert"):
        data = to_graph(given.store)
    with clock.time("shapes"):
        found = shacl_findings(data, shapes)
    with clock.time("checks"):
        for check in checks:
            found += run_check(check, given.store)
    with clock.time("places"):
        wanted = None if given.subjects is None else {to_rdflib(node) for node in given.subjects}
        targeted = shapes.targeted()
        focus = set().union(*(shapes.focus_nodes(shape, data) for shape in targeted))
        counted = focus if wanted is None else focus & wanted
        names = None if given.subjects is None else {_name(node) for node in given.subjects}
        kept = [finding for finding in found if names is None or finding.focus in names]
        report = Report(_placed(kept, given), len(counted), len(targeted), len(checks))
        if given.subjects is not None:
            reached = {str(node) for node in counted}
            report.unreached = _unreached(given, reached)
        report.nothing = _nothing(report, given, shapes)
    report.seconds = clock.seconds
    return report


def read_input(files: Iterable[str | Path] | None = None) -> Input:
    """The store to validate: the release, or `files` on top of it.

    Where a given file describes a thing (its type and something else), it speaks for that thing: what
    the files of the release that also describe it say of it is left out, and so is a file of the release
    most of whose things are described anew. So an edited copy is judged by itself. A file that only adds
    to a thing is judged together with the release.
    """
    if files is None:
        release = graph_files()
        return Input(load_store(release), release)
    paths = [Path(file) for file in files]
    store = ox.Store()
    subjects: dict[Subject, Path] = {}
    for path in paths:
        quads = list(load_store([path]))  # blank nodes are new for each file
        store.extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
        for subject in _subjects(quads):
            subjects.setdefault(subject, path)
    described = _described(store)
    own = {path.resolve() for path in paths}
    background = [path for path in graph_files() if path.resolve() not in own]
    for path in background:
        part = load_store([path])
        theirs = _described(part)
        replaced = described & theirs
        if 2 * len(replaced) <= len(theirs):
            store.extend(quad for quad in part if quad.subject not in replaced)
    return Input(store, [*paths, *background], subjects)


def _described(store: ox.Store) -> set[Subject]:
    """The things of which the store states the type and something else."""
    typed = _subjects(store.quads_for_pattern(None, _TYPE, None, None))
    return {
        node
        for node in typed
        if any(quad.predicate != _TYPE for quad in store.quads_for_pattern(node, None, None, None))
    }


def _placed(findings: Iterable[Finding], given: Input) -> list[Finding]:
    """The findings with the label of their node and the file and line that describe it, in order."""
    locator = Locator(given.files)
    owners: dict[str, str] = {}
    placed = []
    for finding in findings:
        node = _node(finding.focus)
        labels = labels_of(given.store, node) if node else {}
        name = finding.focus
        if isinstance(node, ox.BlankNode):
            # A blank node has no place of its own; the thing that uses it has.
            name = owners.setdefault(name, _owner(node, given.store))
        place: tuple[Path, int | None] | None = locator.find(name, finding.predicate) if name else None
        if place is None and node and given.subjects and node in given.subjects:
            place = given.subjects[node], None
        file, line = place or (None, None)
        placed.append(replace(finding, labels=labels, file=file, line=line))
    return in_order(placed)


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


def _unreached(given: Input, reached: set[str]) -> list[str]:
    """The things of the given files that have a class, but none that a shape looks at, with that class."""
    vocabulary = (OWL, RDFS, SH, RDF)
    missed = []
    for subject in given.subjects or ():
        classes = [quad.object for quad in given.store.quads_for_pattern(subject, _TYPE, None, None)]
        names = [node.value for node in classes if isinstance(node, ox.NamedNode)]
        if names and _name(subject) not in reached and not any(n.startswith(vocabulary) for n in names):
            missed.append(f"{short(_name(subject))} ({', '.join(sorted(map(prefixed, names)))})")
    return sorted(missed)


def _nothing(report: Report, given: Input, shapes: Shapes) -> dict[str, str]:
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
    used = {
        prefixed(quad.object.value)
        for quad in given.store.quads_for_pattern(None, _TYPE, None, None)
        if isinstance(quad.object, ox.NamedNode) and (given.subjects is None or quad.subject in given.subjects)
    }
    close = sorted({name for word in used for name in nearest(word, known, 1)})
    some = ", ".join(known[:8])
    return {
        "en": "nothing in the files has a class that the shapes know; "
        + (f"did you mean {' or '.join(close)}?" if close else f"known are {some} and others."),
        "id": "tidak ada isi berkas yang kelasnya dikenal; "
        + (f"maksud Anda {' atau '.join(close)}?" if close else f"yang dikenal antara lain {some}."),
    }


def _subjects(quads: Iterable[ox.Quad]) -> set[Subject]:
    return {quad.subject for quad in quads if isinstance(quad.subject, Subject)}


def _name(node: Subject) -> str:
    return node.value if isinstance(node, ox.NamedNode) else str(node)


def _node(name: str) -> Subject | None:
    """The node of that name; None for a literal, which a shape may have as its focus node too."""
    if name.startswith('"'):
        return None
    return ox.BlankNode(name[2:]) if name.startswith("_:") else ox.NamedNode(name)
