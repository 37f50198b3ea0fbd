"""The vocabulary, its schemes and its shapes as documents: the file itself, other forms of it, and a page to read."""

from __future__ import annotations

import pyoxigraph as ox

from paradiplomacy.errors import ParadiplomacyError
from paradiplomacy.rdf.facts import TYPE
from paradiplomacy.rdf.namespaces import ROOT
from paradiplomacy.rdf.read import load_store
from paradiplomacy.release import home, shapes_file
from paradiplomacy.server.media import HTML, PAGES, TURTLE
from paradiplomacy.server.render import alternates, graph_bytes, rendered
from paradiplomacy.server.wire import Reply


def documents() -> dict[str, Reply]:
    """Every form of every document by its path, such as ``ontology.ttl``; a missing file is left out."""
    found: dict[str, Reply] = {}
    ontology = home() / "ontology"
    files = {"ontology": ontology / "paradiplomacy.ttl", "schemes": ontology / "schemes.ttl", "shapes": shapes_file()}
    for name, path in files.items():
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
    named = (node for node in subjects if isinstance(node, ox.NamedNode))
    terms = sorted(named, key=lambda node: (not node.value.startswith(ROOT), node.value))
    return rendered("document.html", store=store, name=name, terms=terms, alternates=alternates(f"/{name}"))
