"""The pages of the site, made when they are asked for, and the pages that only a server has: answers and refusals."""

from __future__ import annotations

import mimetypes
from collections.abc import Sequence
from html import escape
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox

from paradiplomacy.rdf.facts import Node
from paradiplomacy.rdf.namespaces import ID, PARA
from paradiplomacy.server.wire import Reply
from paradiplomacy.site.build import file_at
from paradiplomacy.site.site import Site
from paradiplomacy.sparql.answer import display_text
from paradiplomacy.sparql.writers import ResultForm, Term

_TYPES = {
    "jsonld": "application/ld+json", "ttl": "text/turtle", "rdf": "application/rdf+xml", "nt": "application/n-triples",
    "md": "text/markdown", "rq": "application/sparql-query", "csv": "text/csv", "json": "application/json",
}  # fmt: skip
# The scripts are those of the site; the page of SPARQL runs its engine, WebAssembly, in a worker that it makes itself.
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
}
_ROWS = "<!-- rows -->\n"


def page(site: Site, path: str) -> Reply:
    """The file of the site at ``path``; a refusal where there is none."""
    file = file_at(site, path)
    if file is None:
        return Reply.refusal(404, "There is nothing at this address.")
    return Reply(200, media_type(path), file.body(), _HEADERS if path.endswith(".html") else {})


def media_type(path: str) -> str:
    """The value of Content-Type of a file of the site, by the end of its name.

    >>> media_type("en/index.html"), media_type("id/medan.jsonld")
    ('text/html; charset=utf-8', 'application/ld+json')
    """
    end = path.rpartition(".")[2]
    found = _TYPES.get(end) or mimetypes.guess_type(path)[0] or "application/octet-stream"
    is_text = found.startswith("text/") or found.endswith("javascript")
    return f"{found}; charset=utf-8" if is_text else found


def html_rows(site: Site, lang: str, variables: Sequence[str], **values: Any) -> ResultForm:
    """A page with a table of rows, as a form in which an answer is written; a thing links to its page here."""
    filled = {"query": None, "parameters": "", **values}
    start, _, end = _framed(site, "answer.html", lang, variables=variables, **filled).partition(_ROWS)
    return ResultForm(start, lambda row: f"<tr>{''.join(map(_cell, row))}</tr>\n", "", end)


def refusal(status: str, sentence: str) -> str:
    """The page that says why a request was refused; it needs no graph."""
    return _framed(Site(ox.Store()), "refusal.html", "en", status=status, sentence=sentence)


def _framed(site: Site, template: str, lang: str, **values: Any) -> str:
    """A page at an address that only a server has: its links begin at the root, and no other language has it."""
    return site.render(template, lang, "", to=lambda path: f"/{quote(path)}", others={}, **values)


def _cell(term: Term) -> str:
    text = escape(display_text(term))
    if isinstance(term, ox.NamedNode) and (address := address_of(term)):
        return f'<td><a href="{escape(address)}">{text}</a></td>'
    language = f' lang="{term.language}"' if isinstance(term, ox.Literal) and term.language else ""
    return f"<td{language}>{text}</td>"


def address_of(node: Node) -> str:
    """The address behind a link to ``node``: on this server for the graph and its vocabulary, else the IRI.

    It is "" where a link may not lead: only http and https do. A blank node has no address.
    """
    if node.value.startswith(ID):
        return f"/id/{quote(node.value.removeprefix(ID))}"
    if node.value.startswith(PARA):
        return f"/ontology#{quote(node.value.removeprefix(PARA))}"
    is_web = isinstance(node, ox.NamedNode) and node.value.startswith(("http://", "https://"))
    return node.value if is_web else ""
