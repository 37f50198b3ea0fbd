"""Media types: which the server can write, and which of them a client wants (RFC 9110, section 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache


@dataclass(frozen=True)
class Form:
    """A form in which something can be written: its short name, its media type, and other types that it also has.

    Of the other types only one that the client names itself counts, and the answer is then said to be of that type.
    """

    name: str
    type: str
    aliases: tuple[str, ...] = ()

    @property
    def header(self) -> str:
        """The value of Content-Type."""
        return f"{self.type}; charset=utf-8" if self.type.startswith("text/") else self.type


# The first form of each list is what a client gets that takes anything.
RESULTS = (
    Form("json", "application/sparql-results+json", ("application/json", "text/json")),
    Form("xml", "application/sparql-results+xml", ("application/xml", "text/xml")),
    Form("csv", "text/csv"),
    Form("tsv", "text/tab-separated-values"),
)
TURTLE = Form("ttl", "text/turtle", ("application/x-turtle", "application/turtle"))
N_TRIPLES = Form("nt", "application/n-triples", ("text/plain",))
JSON_LD = Form("jsonld", "application/ld+json", ("application/json",))
HTML = Form("html", "text/html")
GRAPHS = (TURTLE, N_TRIPLES, JSON_LD, Form("rdf", "application/rdf+xml", ("application/xml",)))
PAGES = (TURTLE, HTML, N_TRIPLES, JSON_LD)
ROWS = (Form("json", "application/json", ("application/sparql-results+json",)), Form("csv", "text/csv"))
LISTS = (Form("json", "application/json"), HTML)

_EXACT = 2
_RANGE = re.compile(r"\s*([\w!#$%&'*+.^`|~-]+)/([\w!#$%&'*+.^`|~-]+)\s*(.*)", re.DOTALL)
_QUALITY = re.compile(r";\s*q\s*=\s*(1(?:\.0{0,3})?|0(?:\.\d{0,3})?)\s*(?:;|$)", re.IGNORECASE)


@lru_cache(maxsize=256)
def choose(accept: str | None, forms: tuple[Form, ...]) -> Form | None:
    """The form of ``forms`` that the header Accept likes best; None when it takes none of them.

    Of forms liked equally, one that the client named wins over one that it only lets pass, then the earlier one.

    >>> choose("text/turtle;q=0.5, application/*", GRAPHS).name
    'nt'
    >>> choose("image/png", GRAPHS) is None
    True
    """
    if accept is None or not accept.strip():
        return forms[0]
    ranges = _ranges(accept)
    best, chosen = (0.0, 0), None
    for form in forms:
        liked = _liked(form.type, ranges)
        if liked[0] > 0 and liked > best:
            best, chosen = liked, form
        for alias in form.aliases:
            if ranges.get(alias, 0) > 0 and (ranges[alias], _EXACT) > best:
                best, chosen = (ranges[alias], _EXACT), replace(form, type=alias)
    return chosen


def named(name: str, forms: Sequence[Form]) -> Form | None:
    """The form with the short name ``name``, as at the end of an address."""
    return next((form for form in forms if form.name == name), None)


def _ranges(accept: str) -> Mapping[str, float]:
    """Each media range of the header with its quality; what is not a media range is passed over."""
    ranges: dict[str, float] = {}
    for part in accept.split(","):
        match = _RANGE.fullmatch(part)
        if match:
            quality = _QUALITY.search(match[3])
            ranges.setdefault(f"{match[1]}/{match[2]}".lower(), float(quality[1]) if quality else 1.0)
    return ranges


def _liked(media_type: str, ranges: Mapping[str, float]) -> tuple[float, int]:
    """How much a type is liked, and how exactly it was named: the most exact range that holds it decides."""
    whole = f"{media_type.partition('/')[0]}/*"
    for precision, name in ((_EXACT, media_type), (1, whole), (0, "*/*")):
        if name in ranges:
            return ranges[name], precision
    return 0.0, 0
