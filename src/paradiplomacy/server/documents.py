"""The vocabulary, its schemes and its shapes as documents: the file itself, other forms of it, and a page to read."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox

from paradiplomacy.errors import ParadiplomacyError
from paradiplomacy.names.labels import labels_of
from paradiplomacy.rdf.facts import TYPE, literals, objects
from paradiplomacy.rdf.namespaces import RDF, RDFS, SKOS, short
from paradiplomacy.rdf.read import load_store
from paradiplomacy.release import home, shapes_file
from paradiplomacy.server.media import HTML, PAGES, TURTLE
from paradiplomacy.server.render import address_of, alternates, graph_bytes, rendered
from paradiplomacy.server.wire import Reply

_DEFINITIONS = (SKOS + "definition", RDFS + "comment")
_KINDS = (RDF + "type", RDFS + "subClassOf", RDFS + "domain", RDFS + "range")


def documents() -> dict[str, Reply]:
    """Every form of every document by its path, such as ``ontology.ttl``; a missing file is left out."""
    found: dict[str, Reply] = {}
    folder = home() / "ontology"
    for name, path in (
        ("ontology", folder / "paradiplomacy.ttl"),
        ("schemes", folder / "schemes.ttl"),
        ("shapes", shapes_file()),
    ):
        try:
            store = load_store([path])
        except ParadiplomacyError:
            continue
        for form in PAGES:
            if form == TURTLE:
                body = path.read_bytes()
            elif form == HTML:
                body = _page(name, store).encode()
            else:
                body = graph_bytes((quad.triple for quad in store), form.name)
            found[f"{name}.{form.name}"] = Reply(200, form.header, body)
    return found


def _page(name: str, store: ox.Store) -> str:
    subjects = {quad.subject for quad in store.quads_for_pattern(None, TYPE, None, None)}
    terms = sorted((node for node in subjects if isinstance(node, ox.NamedNode)), key=lambda node: node.value)
    described = [_term(store, term) for term in terms]
    return rendered("document.html", name=name, alternates=alternates(f"/{name}"), terms=described)


def _term(store: ox.Store, term: ox.NamedNode) -> dict[str, Any]:
    return {
        "id": short(term.value),
        "iri": term.value,
        "labels": sorted(labels_of(store, term).items()),
        "definitions": [text for predicate in _DEFINITIONS for text in literals(store, term, predicate)],
        "kinds": [
            (short(predicate), address_of(node), short(node.value))
            for predicate in _KINDS
            for node in objects(store, term, predicate)
        ],
    }
