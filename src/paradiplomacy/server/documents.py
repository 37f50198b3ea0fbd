"""The vocabulary, its schemes and its shapes as documents: the file itself, other forms of it, and a page to read."""

from __future__ import annotations

import pyoxigraph as ox

from paradiplomacy.errors import ParadiplomacyError
from paradiplomacy.rdf.facts import TYPE
from paradiplomacy.rdf.namespaces import ROOT
from paradiplomacy.rdf.read import load_store
from paradiplomacy.server.media import HTML, PAGES
from paradiplomacy.server.render import alternates, rendered
from paradiplomacy.server.wire import Reply
from paradiplomacy.site.documents import in_form, ontology_files


def documents() -> dict[str, Reply]:
    """Every form of every document by its path, such as ``ontology.ttl``; a missing file is left out."""
    found: dict[str, Reply] = {}
    for name, path in ontology_files().items():
        try:
            store = load_store([path])
        except ParadiplomacyError:
            continue
        for form in PAGES:
            body = _page(name, store).encode() if form == HTML else in_form(path, form.name)
            found[f"{name}.{form.name}"] = Reply(200, form.header, body)
    return found


def _page(name: str, store: ox.Store) -> str:
    subjects = {quad.subject for quad in store.quads_for_pattern(None, TYPE, None, None)}
    named = (node for node in subjects if isinstance(node, ox.NamedNode))
    terms = sorted(named, key=lambda node: (not node.value.startswith(ROOT), node.value))
    return rendered("document.html", store=store, name=name, terms=terms, alternates=alternates(f"/{name}"))
