"""Validate the graph behind a SPARQL endpoint: every shape and check is asked there, so its size does not matter."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from paradiplomacy.errors import EndpointError
from paradiplomacy.names.labels import labels_of
from paradiplomacy.queries.lookup import labels_store
from paradiplomacy.rdf.convert import to_rdflib
from paradiplomacy.rdf.namespaces import ONTOLOGY, RDFS, prefixed
from paradiplomacy.rdf.read import load_store
from paradiplomacy.release import named_graphs
from paradiplomacy.sparql.embedded import Embedded
from paradiplomacy.sparql.endpoint import Endpoint
from paradiplomacy.validation.checks import Check, load_checks, run_check
from paradiplomacy.validation.conditions import declared, term
from paradiplomacy.validation.findings import Finding, Report, in_order
from paradiplomacy.validation.placing import node_of_name
from paradiplomacy.validation.shape_compiler import Rule
from paradiplomacy.validation.shape_queries import ShapeQueries
from paradiplomacy.validation.shapes import load_shapes
from paradiplomacy.validation.validate import Clock, nothing

Say = Callable[[str], None]

_AT_ONCE = 100
_PATIENCE = 10.0
_MOST_CLASSES = 1_000
_VOCABULARY = "ASK { para:Record a owl:Class . id:sectors a skos:ConceptScheme }"


def validate_endpoint(
    endpoint: Endpoint,
    shapes: Path | None = None,
    checks: Iterable[Path] | None = None,
    say: Say = lambda line: None,
    show: Callable[[Finding], None] | None = None,
) -> Report:
    """Check the whole graph behind `endpoint`; subclasses count as in our vocabulary, also where it lacks that.

    The findings are those that the same graph has in files, without file and line. `say` takes a line of
    progress. With `show`, each finding is passed on as it comes in and only counted, so that their number does
    not matter either; otherwise the report holds them, in order.
    Raises UnreadableInput for a shape that has no form as a query, and EndpointError.
    """
    clock = Clock()
    with clock.time("parse"):
        known_shapes = load_shapes(shapes)
        known_checks = load_checks(checks)
        below = _our_subclasses()
    with clock.time("compile"):
        queries = ShapeQueries(endpoint, known_shapes, below)
    if not endpoint.ask(declared(_VOCABULARY)):
        say(
            f"{endpoint.identity} does not hold the vocabulary and the concept schemes, so what refers to them is "
            "reported; load ontology/paradiplomacy.ttl and ontology/schemes.ttl there too."
        )
    report = Report([], 0, len(known_shapes.targeted()), len(known_checks))
    take = _Taker(endpoint, report, show)
    progress = _Progress(len(queries.rules) + len(known_checks), say)
    with clock.time("shapes"):
        take.all(_shape_findings(queries, progress))
    with clock.time("checks"):
        take.all(_check_findings(known_checks, endpoint, progress))
    with clock.time("count"):
        report.nodes = queries.count_focus_nodes()
        report.nothing = nothing(report, known_shapes, lambda: _used_classes(endpoint))
    report.findings = in_order(report.findings)
    report.seconds = clock.seconds
    return report


@dataclass
class _Taker:
    """Gives findings their labels, some at once, and passes them on or keeps them."""

    endpoint: Endpoint
    report: Report
    show: Callable[[Finding], None] | None

    def all(self, findings: Iterator[Finding]) -> None:
        while some := list(islice(findings, _AT_ONCE)):
            for finding in _labelled(some, self.endpoint):
                if self.show is None:
                    self.report.findings.append(finding)
                else:
                    self.report.passed[finding.severity] += 1
                    self.show(finding)


class _Progress:
    """Tells now and then how far the work has come."""

    def __init__(self, total: int, say: Say) -> None:
        self._total, self._say = total, say
        self._done, self._last = 0, time.monotonic()

    def step(self) -> None:
        """One more constraint is about to be asked for."""
        if time.monotonic() - self._last >= _PATIENCE:
            self._last = time.monotonic()
            self._say(f"{self._done} of {self._total} constraints checked ...")
        self._done += 1


def _shape_findings(queries: ShapeQueries, progress: _Progress) -> Iterator[Finding]:
    current: list[Rule] = []

    def said(rule: Rule) -> None:
        current[:] = [rule]
        progress.step()

    try:
        yield from queries.findings(said)
    except EndpointError as error:
        place = f"while asking for {prefixed(str(current[0].shape))}: " if current else ""
        raise EndpointError(f"{place}{error}", error.status) from error


def _check_findings(checks: list[Check], endpoint: Endpoint, progress: _Progress) -> Iterator[Finding]:
    for check in checks:
        progress.step()
        try:
            yield from run_check(check, endpoint)
        except EndpointError as error:
            raise EndpointError(f"while asking for the check {check.name}: {error}", error.status) from error


def _labelled(findings: list[Finding], endpoint: Endpoint) -> Iterator[Finding]:
    nodes = [node_of_name(finding.focus) for finding in findings]
    if isinstance(endpoint, Embedded):
        store = endpoint.store
    else:
        store = labels_store({node for node in nodes if isinstance(node, ox.NamedNode)}, endpoint)
    for finding, node in zip(findings, nodes, strict=True):
        yield replace(finding, labels=labels_of(store, node)) if node else finding


def _our_subclasses() -> dict[str, set[str]]:
    """The direct subclasses of each class of our vocabulary."""
    found: dict[str, set[str]] = {}
    store = load_store(named_graphs()[ONTOLOGY])
    for quad in store.quads_for_pattern(None, ox.NamedNode(f"{RDFS}subClassOf"), None, None):
        if isinstance(quad.object, ox.NamedNode) and isinstance(quad.subject, ox.NamedNode):
            found.setdefault(term(to_rdflib(quad.object)), set()).add(term(to_rdflib(quad.subject)))
    return found


def _used_classes(endpoint: Endpoint) -> set[str]:
    """Some classes of which the graph has instances, for a hint when the shapes know none of them."""
    with endpoint.rows(f"SELECT DISTINCT ?class WHERE {{ ?node a ?class }} LIMIT {_MOST_CLASSES}") as rows:
        return {prefixed(row[0].value) for row in rows if isinstance(row[0], ox.NamedNode)}
