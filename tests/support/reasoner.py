"""Ask HermiT, through owlready2, whether a graph is consistent and which of its classes can have no member.

And ask owlrl for all that follows from a graph by the rules of OWL 2 RL.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF

from paradiplomacy.rdf.namespaces import XSD

JAVA = shutil.which("java")


def needs_java(test: Callable[..., None]) -> Callable[..., None]:
    """Mark a test that HermiT takes part in."""
    skip = pytest.mark.skipif(JAVA is None, reason="HermiT needs java, which is not installed")
    marked: Callable[..., None] = pytest.mark.external(skip(test))
    return marked


# HermiT refuses literals of a datatype outside OWL 2's datatype map, and rightly: OWL 2 DL has no such
# datatypes. The data use four of them. A literal of such a datatype entails nothing here, because no range
# names one (test_ontology_dl.py), so the triples are left out before HermiT reads the graph.
OUTSIDE = frozenset(
    URIRef(XSD + n) for n in ("date", "duration", "gDay", "gMonth", "gMonthDay", "gYear", "gYearMonth", "time")
)


class InconsistentError(Exception):
    """The graph contradicts itself."""


def without_unknown_datatypes(graph: Graph) -> Graph:
    """The graph without literals that OWL 2 has no datatype for, and without imports, which nobody fetches."""
    result = Graph()
    for s, p, o in graph:
        if isinstance(o, Literal) and o.datatype in OUTSIDE:
            continue
        if p != OWL.imports:
            result.add((s, p, o))
    return result


def with_declarations(graph: Graph, classes: Iterable[URIRef]) -> Graph:
    """The graph with the given classes declared, where it only mentions them."""
    result = Graph() + graph
    for term in classes:
        result.add((term, RDF.type, OWL.Class))
    return result


def unsatisfiable(graph: Graph, folder: Path) -> list[str]:
    """The classes of a consistent graph that can have no member; raises InconsistentError otherwise.

    The graph is written to `folder` for HermiT to read.
    """
    import owlready2

    path = folder / "graph.nt"
    without_unknown_datatypes(graph).serialize(path, format="nt", encoding="utf-8")
    world = owlready2.World()
    ontology = world.get_ontology(path.as_uri()).load(only_local=True)
    assert len(list(world.classes())) > 0
    try:
        with ontology:
            owlready2.sync_reasoner_hermit(world, infer_property_values=False, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError as error:
        raise InconsistentError(str(error)) from error
    return sorted(c.iri for c in world.inconsistent_classes() if c is not owlready2.Nothing)


@dataclass(frozen=True)
class Closure:
    """A graph with all that follows from it, and what contradicts itself there."""

    graph: Graph
    error_messages: list[str]


def owl_rl(graph: Graph) -> Closure:
    """The closure of a graph under the rules of OWL 2 RL."""
    from owlrl import OWLRL_Semantics

    closed = Graph() + graph
    semantics = OWLRL_Semantics(closed, axioms=False, daxioms=False)
    semantics.closure()
    return Closure(closed, semantics.error_messages)
