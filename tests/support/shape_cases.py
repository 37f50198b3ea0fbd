"""The must-fail cases of shapes and check queries: a good graph plus one patch each.

A case is a SPARQL Update in `tests/cases/bad/*.ru` (shapes) or `tests/cases/bad-checks/NAME.ru` (the check
query NAME), applied to `tests/cases/good.ttl`. The header of a shape's case says what must be found::

    #+ shape: psh:party
    #+ component: minCount
    #+ path: para:party
    #+ focus: id:medan-gwangju
    #+ severity: violation

A path that is no plain property is written as in SPARQL; "-" stands for none. The focus "_:" is any blank node.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from paradiplomacy.rdf.facts import members
from paradiplomacy.rdf.namespaces import PREFIXES, SH
from paradiplomacy.rdf.read import load_store
from paradiplomacy.release import home
from paradiplomacy.validation.engines import ENGINES, shape_findings
from paradiplomacy.validation.findings import SEVERITIES, Finding
from paradiplomacy.validation.input import Subject, empty_input
from paradiplomacy.validation.shapes import Shapes, load_shapes

CASES = Path(__file__).parents[1] / "cases"
GOOD = CASES / "good.ttl"
KEYS = ("shape", "component", "path", "focus", "severity")

Expectation = tuple[str, str, str, str, str]


@dataclass(frozen=True)
class Case:
    """One patch to the good graph."""

    path: Path
    text: str

    @property
    def header(self) -> dict[str, str]:
        """The `#+ key: value` lines; a case of a check query may do without."""
        lines = re.findall(r"^#\+\s*(\w+):\s*(.+?)\s*$", self.text, re.MULTILINE)
        assert len(lines) == len(dict(lines)), f"{self.path}: a key of the header stands twice"
        return dict(lines)

    @property
    def expected(self) -> Expectation:
        """Shape, component, path, focus and severity of the one finding; shape and focus as IRIs in full."""
        header = self.header
        missing = [key for key in KEYS if key not in header]
        assert not missing, f"{self.path}: the header lacks {', '.join(missing)}"
        assert header["severity"] in SEVERITIES, f"{self.path}: no such severity"
        path = "" if header["path"] == "-" else header["path"]
        return expanded(header["shape"]), header["component"], path, expanded(header["focus"]), header["severity"]

    def patched(self) -> ox.Store:
        """The good graph with the patch applied; a patch that changes nothing is a mistake in the case."""
        store = ox.Store()
        store.extend(good_quads())
        before = set(store)
        try:
            store.update(self.text)
        except SyntaxError as error:
            raise AssertionError(f"{self.path}: {error.msg}") from None
        after = set(store)
        assert after != before, f"{self.path}: the patch changes nothing; does it name what good.ttl has?"
        unmet = [quad for quad in _deleted(self.text) if quad not in before]
        assert not unmet, f"{self.path}: it deletes what good.ttl does not have: {unmet[0]}"
        return store


def shape_cases() -> list[Case]:
    """The cases of the shapes, by file name."""
    return _cases(CASES / "bad")


def check_cases() -> list[Case]:
    """The cases of the check queries, by file name."""
    return _cases(CASES / "bad-checks")


@cache
def shapes() -> Shapes:
    """The project's shapes."""
    return load_shapes()


@cache
def good_quads() -> tuple[ox.Quad, ...]:
    """The good graph, with the ontology and the schemes that it rests on."""
    ontology = home() / "ontology"
    return tuple(load_store([ontology / "paradiplomacy.ttl", ontology / "schemes.ttl", GOOD]))


def good_store() -> ox.Store:
    """A store of the good graph."""
    store = ox.Store()
    store.extend(good_quads())
    return store


def findings(store: ox.Store, engine: str = ENGINES[0], known: Shapes | None = None) -> list[Finding]:
    """What an engine finds in a store with the project's shapes, or with others."""
    with empty_input() as given:
        given.add(store)
        return shape_findings(given, known or shapes(), engine)


def summary(finding: Finding) -> Expectation:
    """A finding in the form of `Case.expected`."""
    focus = "_:" if finding.focus.startswith("_:") else finding.focus
    component = finding.component.removeprefix(SH).removesuffix("ConstraintComponent")
    return finding.shape, component[:1].lower() + component[1:], finding.path, focus, finding.severity


def users_of_shapes() -> dict[object, set[Subject]]:
    """The shapes that refer to a shape, directly or in a list."""
    users: dict[object, set[Subject]] = {}
    for quad in shapes().store:
        if isinstance(quad.object, Subject) and quad.predicate.value.startswith(SH):
            for node in [quad.object, *members(shapes().store, quad.object)]:
                users.setdefault(node, set()).add(quad.subject)
    return users


def expanded(name: str) -> str:
    """The IRI of a prefixed name or of an IRI in angle brackets.

    >>> expanded("id:medan")
    'https://w3id.org/paradiplomacy/id/medan'
    """
    prefix, _, local = name.partition(":")
    if prefix in PREFIXES:
        return PREFIXES[prefix] + local
    assert name.startswith("<") or name.startswith("_:"), f"{name} has no known prefix"
    return name.strip("<>")


def _deleted(update: str) -> list[ox.Quad]:
    """The triples of the update's DELETE DATA, which SPARQL would pass over in silence when they are not there."""
    prefixes = "".join(re.findall(r"^\s*PREFIX\s+\S+\s+<[^>]*>\s*$", update, re.MULTILINE | re.IGNORECASE))
    triples = []
    for block in re.findall(r"DELETE\s+DATA\s*\{(.*?)\}", update, re.DOTALL | re.IGNORECASE):
        triples += list(ox.parse(prefixes + block + " .", format=ox.RdfFormat.TURTLE))
    return [ox.Quad(triple.subject, triple.predicate, triple.object) for triple in triples]


def _cases(folder: Path) -> list[Case]:
    return [Case(path, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.ru"))]
