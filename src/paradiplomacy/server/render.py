"""Pages from the templates beside this module; text of users and of the graph is escaped in them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from paradiplomacy.rdf.facts import Node
from paradiplomacy.rdf.namespaces import ID, PARA

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).with_name("templates")


def rendered(template: str, **values: Any) -> str:
    """The page that ``template`` makes of ``values``."""
    return _environment().get_template(template).render(values)


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
