"""Validate the graph behind a SPARQL endpoint: fetch it as a stream, then validate it as files are."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pyoxigraph as ox

from paradiplomacy.rdf.facts import TYPE
from paradiplomacy.rdf.namespaces import ID, ONTOLOGY, OWL, PARA, RDFS, SKOS
from paradiplomacy.rdf.read import load_store
from paradiplomacy.release import named_graphs
from paradiplomacy.sparql.endpoint import Endpoint
from paradiplomacy.sparql.http_client import Say
from paradiplomacy.sparql.whole_graph import all_triples
from paradiplomacy.validation.checks import load_checks
from paradiplomacy.validation.engines import ENGINES
from paradiplomacy.validation.findings import Report
from paradiplomacy.validation.input import empty_input
from paradiplomacy.validation.shapes import load_shapes
from paradiplomacy.validation.validate import examine, timed

_PATIENCE = 10.0  # seconds between two lines of progress
_LARGE = 1_000_000
_VOCABULARY = (
    ox.Quad(ox.NamedNode(f"{PARA}Record"), TYPE, ox.NamedNode(f"{OWL}Class")),
    ox.Quad(ox.NamedNode(f"{ID}sectors"), TYPE, ox.NamedNode(f"{SKOS}ConceptScheme")),
)
_SUBCLASS = ox.NamedNode(f"{RDFS}subClassOf")


def validate_endpoint(endpoint: Endpoint, engine: str = ENGINES[0], say: Say = lambda line: None) -> Report:
    """Check the whole graph behind ``endpoint``; subclasses count as in our vocabulary, also where it lacks that.

    The findings are those that the same graph has in files, without file and line. ``say`` takes a line of progress.
    Raises UnreadableInput and EndpointError.
    """
    seconds: dict[str, float] = {}
    with timed(seconds, "parse"):
        shapes, checks = load_shapes(), load_checks()
    with empty_input() as given:
        with timed(seconds, "fetch"):
            given.add(_triples(endpoint, say), endpoint.identity)
            if any(quad not in given.store for quad in _VOCABULARY):
                say(
                    f"{endpoint.identity} does not hold the vocabulary and the concept schemes, so what refers to them "
                    "is reported; load ontology/paradiplomacy.ttl and ontology/schemes.ttl there too."
                )
            ontology = load_store(named_graphs()[ONTOLOGY])
            given.add(ontology.quads_for_pattern(None, _SUBCLASS, None, None))
        return examine(given, shapes, checks, engine, seconds)


def _triples(endpoint: Endpoint, say: Say) -> Iterator[ox.Quad]:
    last = time.monotonic()
    for number, quad in enumerate(all_triples(endpoint), 1):
        yield quad
        if number == _LARGE:
            say("the graph has more than a million triples; each million takes about 1 GB of memory here.")
        if time.monotonic() - last >= _PATIENCE:
            last = time.monotonic()
            say(f"{number:,} triples fetched ...")
