"""Graphs in the forms that the server writes, and pages from the templates beside this module.

Text of users and of the graph is escaped in the pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote

import pyoxigraph as ox

from paradiplomacy.names.labels import label_of, labels_of
from paradiplomacy.rdf.facts import Node, literals, nodes, objects
from paradiplomacy.rdf.namespaces import ID, OA, PARA, RDF, RDFS, SKOS, short
from paradiplomacy.rdf.read import FORMATS
from paradiplomacy.rdf.write import jsonld, serialised
from paradiplomacy.server.media import HTML, PAGES
from paradiplomacy.server.reconciliation.limits import CallError
from paradiplomacy.sparql.answer import display_text
from paradiplomacy.sparql.writers import ResultForm, Term

if TYPE_CHECKING:
    from jinja2 import Environment

Items = TypeVar("Items", bound=Iterable[object])
# The forms that have no triple inside a triple, and those that have no base direction.
_NO_TRIPLE = ("jsonld", "rdf")
_NO_DIRECTION = (*_NO_TRIPLE, "json", "xml")

TEMPLATES = Path(__file__).with_name("templates")


def rendered(template: str, **values: Any) -> str:
    """The page that ``template`` makes of ``values``."""
    return _environment().get_template(template).render(values)


def html_rows(variables: Sequence[str], **page: Any) -> ResultForm:
    """A page with a table of rows, as a form in which an answer is written; a thing links to its page here."""
    start, _, end = rendered("answer.html", variables=variables, **page).partition("<!-- rows -->\n")
    return ResultForm(start, lambda row: f"<tr>{''.join(map(_cell, row))}</tr>\n", "", end)


def _cell(term: Term) -> str:
    text = escape(display_text(term))
    if isinstance(term, ox.NamedNode) and is_followable(address_of(term)):
        return f'<td><a href="{escape(address_of(term))}">{text}</a></td>'
    language = f' lang="{term.language}"' if isinstance(term, ox.Literal) and term.language else ""
    return f"<td{language}>{text}</td>"


def holding(rows: Iterable[Items], form: str) -> Iterator[Items]:
    """``rows``, or triples, as they are; raises CallError with 406 at a term of RDF 1.2 that ``form`` would lose."""
    for row in rows:
        for term in row if form in _NO_DIRECTION else ():
            _check(term, form)
        yield row


def _check(term: object, form: str) -> None:
    if isinstance(term, ox.Triple) and form not in _NO_TRIPLE:
        for part in term:
            _check(part, form)
    elif isinstance(term, ox.Triple) or (isinstance(term, ox.Literal) and term.direction is not None):
        what = "a triple inside a triple" if isinstance(term, ox.Triple) else "a text with a base direction"
        other = "text/turtle" if form in _NO_TRIPLE else "text/tab-separated-values"
        raise CallError(f"The answer holds {what} (RDF 1.2), which this form cannot hold; ask for {other}.", 406)


def graph_bytes(triples: Iterable[ox.Triple], form: str) -> bytes:
    """The triples in one of the forms of ``media.GRAPHS``, with the prefixes that they use."""
    if form == "jsonld":
        return jsonld(ox.Quad(*triple) for triple in holding(triples, form)).encode()
    return serialised(holding(triples, form), FORMATS[f".{form}"])


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


def property_name(store: ox.Store, predicate: ox.NamedNode) -> str:
    """The labels of ``predicate`` in English and Indonesian, else its short name."""
    labels = labels_of(store, predicate)
    return " / ".join(dict.fromkeys(labels[tag] for tag in ("en", "id") if tag in labels)) or short(predicate.value)


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
    environment.globals.update({"RDF": RDF, "RDFS": RDFS, "SKOS": SKOS, "OA": OA, "PARA": PARA})
    for function in (address_of, label_of, labels_of, literals, nodes, objects, property_name, short):
        environment.globals[function.__name__] = function
    return environment
