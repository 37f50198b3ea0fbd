"""Graphs in the forms that the server writes, and pages from the templates beside this module.

Text of users and of the graph is escaped in the pages.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pyoxigraph as ox

from paradiplomacy.rdf.facts import Node
from paradiplomacy.rdf.namespaces import ID, PARA
from paradiplomacy.rdf.read import FORMATS
from paradiplomacy.rdf.write import jsonld, serialised
from paradiplomacy.server.media import HTML, PAGES

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).with_name("templates")


def rendered(template: str, **values: Any) -> str:
    """The page that ``template`` makes of ``values``."""
    return _environment().get_template(template).render(values)


def graph_bytes(triples: Iterable[ox.Triple], form: str) -> bytes:
    """The triples in one of the forms of ``media.GRAPHS``, with the prefixes that they use."""
    if form == "jsonld":
        return jsonld(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in triples).encode()
    return serialised(triples, FORMATS[f".{form}"])


def alternates(path: str) -> dict[str, str]:
    """The addresses of the other forms of the page at ``path``, by their media types."""
    return {form.type: f"{path}.{form.name}" for form in PAGES if form != HTML}


def address_of(node: Node) -> str:
    """The address behind a link to ``node``: on this server for the graph and its vocabulary, else the IRI.

    A blank node has no address, and a blank node's name starts with no scheme, so that it becomes no link.
    """
    if node.value.startswith(ID):
        return f"/id/{quote(node.value.removeprefix(ID))}"
    if node.value.startswith(PARA):
        return f"/ontology#{quote(node.value.removeprefix(PARA))}"
    return node.value


def is_followable(address: str) -> bool:
    """Whether a link may lead to the address: only to this server, or to http or https.

    >>> is_followable("javascript:alert(1)"), is_followable("//example.org"), is_followable("/id/medan")
    (False, False, True)
    """
    return address.startswith(("/", "http://", "https://")) and not address.startswith("//")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True, auto_reload=False
    )
    environment.tests["followable"] = is_followable
    return environment
