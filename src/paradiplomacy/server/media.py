"""The media types that the server writes, and the choice among them by a client's Accept (RFC 9110, 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.requests import Request


@dataclass(frozen=True)
class Format:
    """A format of answers: its short name, its media type, and other types under which clients may ask for it.

    Such another type counts only where the client names it itself, and is then the type of the answer.
    """

    name: str
    type: str
    aliases: tuple[str, ...] = ()

    @property
    def header(self) -> str:
        """The value of Content-Type."""
        return f"{self.type}; charset=utf-8" if self.type.startswith("text/") else self.type

    @property
    def pair(self) -> tuple[str, str]:
        """What a worker has to know: the name and the value of Content-Type."""
        return self.name, self.header


# A client that takes anything gets the first format of a list.
HTML = Format("html", "text/html")
RESULTS = (
    Format("json", "application/sparql-results+json", ("application/json", "text/json")),
    Format("xml", "application/sparql-results+xml", ("application/xml", "text/xml")),
    Format("csv", "text/csv"),
    Format("tsv", "text/tab-separated-values"),
    HTML,
)
TURTLE = Format("ttl", "text/turtle", ("application/x-turtle", "application/turtle"))
_N_TRIPLES = Format("nt", "application/n-triples", ("text/plain",))
_JSON_LD = Format("jsonld", "application/ld+json", ("application/json",))
_RDF_XML = Format("rdf", "application/rdf+xml", ("application/xml",))
GRAPHS = (TURTLE, _N_TRIPLES, _JSON_LD, _RDF_XML)
GRAPH_ANSWERS = (*GRAPHS, HTML)
PAGES = (TURTLE, HTML, _N_TRIPLES, _JSON_LD, _RDF_XML)
ROWS = (Format("json", "application/json", ("application/sparql-results+json",)), Format("csv", "text/csv"), HTML)
LISTS = (Format("json", "application/json"), HTML)
REFUSALS = (Format("txt", "text/plain"), HTML)

_RANGE = re.compile(r"\s*([\w!#$%&'*+.^`|~-]+/[\w!#$%&'*+.^`|~-]+)\s*(.*)", re.DOTALL)
_QUALITY = re.compile(r";\s*q\s*=\s*(1(?:\.0{0,3})?|0(?:\.\d{0,3})?)\s*(?:;|$)", re.IGNORECASE)


@lru_cache(maxsize=256)
def choose(accept: str | None, forms: tuple[Format, ...]) -> Format | None:
    """The format of ``forms`` that the header Accept prefers; None when it accepts none.

    Among formats of equal quality, one that the client named wins over one that only a range covers, then the earlier
    one.

    >>> choose("text/turtle;q=0.5, application/*", GRAPHS).name
    'nt'
    >>> choose("image/png", GRAPHS) is None
    True
    """
    if not (accept or "").strip():
        return forms[0]
    ranges: dict[str, float] = {}
    for part in (accept or "").split(","):
        if match := _RANGE.fullmatch(part):  # a malformed one is passed over
            quality = _QUALITY.search(match[2])
            ranges.setdefault(match[1].lower(), float(quality[1]) if quality else 1.0)
    best, chosen = (0.0, 0), None
    for form in forms:
        # The most precise range counts.
        names = (form.type, f"{form.type.partition('/')[0]}/*", "*/*")
        ranks = [((ranges[name], -place), form) for place, name in enumerate(names) if name in ranges][:1]
        ranks += [((ranges[alias], 0), replace(form, type=alias)) for alias in form.aliases if alias in ranges]
        for rank, offer in ranks:
            if rank[0] > 0 and (chosen is None or rank > best):
                best, chosen = rank, offer
    return chosen


def accepted(request: Request) -> str | None:
    """The header Accept of ``request``, which may be spread over several lines."""
    return ", ".join(request.headers.getlist("accept")) or None


def named(name: str, forms: Sequence[Format]) -> Format | None:
    """The format with the short name ``name``, as at the end of an address."""
    return next((form for form in forms if form.name == name), None)


def language(accept: str | None, known: Sequence[str]) -> str:
    """The language of ``known`` that the header Accept-Language prefers (RFC 9110, 12.5.4), else the first.

    >>> language("fr, id-ID;q=0.8, en;q=0.5", ("en", "id")), language(None, ("en", "id"))
    ('id', 'en')
    """
    wanted: list[tuple[float, int, str]] = []
    for place, part in enumerate((accept or "").split(",")):
        tag = part.partition(";")[0].strip().lower().partition("-")[0]
        quality = _QUALITY.search(part)
        wanted.append((-float(quality[1]) if quality else -1.0, place, tag))
    return next((tag for rank, _, tag in sorted(wanted) if rank and tag in known), known[0])
