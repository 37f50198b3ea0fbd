"""The vocabulary, its schemes and its shapes as documents: the file itself, other forms of it, and a page to read."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from paradiplomacy.errors import ParadiplomacyError
from paradiplomacy.names.labels import labels_of
from paradiplomacy.rdf.namespaces import ID, ONTOLOGY, RDF, RDFS, SKOS, short
from paradiplomacy.rdf.read import load_store
from paradiplomacy.rdf.write import jsonld
from paradiplomacy.release import home, shapes_file
from paradiplomacy.server.html import Markup, element, joined, link, page
from paradiplomacy.server.media import PAGES
from paradiplomacy.server.wire import Reply

_DEFINITIONS = (SKOS + "definition", RDFS + "comment")


def documents() -> dict[str, Reply]:
    """Every form of every document by its path, such as ``ontology.ttl``; a file that is not there is left out."""
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
        quads = list(store)
        bodies = {
            "ttl": path.read_bytes(),
            "html": _page(name, store),
            "nt": ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES) or b"",
            "jsonld": jsonld(quads).encode(),
        }
        found |= {f"{name}.{form.name}": Reply(200, form.header, bodies[form.name]) for form in PAGES}
    return found


def _page(name: str, store: ox.Store) -> bytes:
    alternates = {form.type: f"/{name}.{form.name}" for form in PAGES if form.name != "html"}
    others = joined((link(address, address[1:]) for address in alternates.values()), ", ")
    terms = sorted(_terms(store), key=lambda node: node.value)
    title = f"The {name} of paradiplomacy"
    content = [element("h1", title), element("p", "The same as ", others, ".")]
    return page(title, *content, *(_term(store, term) for term in terms), alternates=alternates)


def _terms(store: ox.Store) -> Iterator[ox.NamedNode]:
    seen = set()
    for quad in store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), None, None):
        if isinstance(quad.subject, ox.NamedNode) and quad.subject not in seen:
            seen.add(quad.subject)
            yield quad.subject


def _term(store: ox.Store, term: ox.NamedNode) -> Markup:
    labels = labels_of(store, term)
    names = joined((element("span", text, lang=tag or "en") for tag, text in sorted(labels.items())), " / ")
    lines = [
        element("p", quad.object.value, lang=quad.object.language or "en")
        for predicate in _DEFINITIONS
        for quad in store.quads_for_pattern(term, ox.NamedNode(predicate), None, None)
        if isinstance(quad.object, ox.Literal)
    ]
    kinds = [
        joined([f"{short(quad.predicate.value)} ", link(_address(quad.object.value), short(quad.object.value))])
        for predicate in (RDF + "type", RDFS + "subClassOf", RDFS + "domain", RDFS + "range")
        for quad in store.quads_for_pattern(term, ox.NamedNode(predicate), None, None)
        if isinstance(quad.object, ox.NamedNode)
    ]
    return element(
        "section",
        element("h2", names or short(term.value), id=short(term.value)),
        element("p", term.value, class_="iri"),
        *sorted(lines),
        element("p", joined(kinds, " · "), class_="other"),
    )


def _address(iri: str) -> str:
    if iri.startswith(f"{ONTOLOGY}#"):
        return f"/ontology#{iri.removeprefix(ONTOLOGY)[1:]}"
    return f"/id/{iri.removeprefix(ID)}" if iri.startswith(ID) else iri
