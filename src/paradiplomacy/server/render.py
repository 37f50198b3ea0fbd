"""Graphs in the forms that the server writes, as far as a form can hold their terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

import pyoxigraph as ox

from paradiplomacy.rdf.read import FORMATS
from paradiplomacy.rdf.write import jsonld, serialised
from paradiplomacy.server.reconciliation.limits import CallError

Items = TypeVar("Items", bound=Iterable[object])
# The forms that have no triple inside a triple, and those that have no base direction.
_NO_TRIPLE = ("jsonld", "rdf")
_NO_DIRECTION = (*_NO_TRIPLE, "json", "xml")


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
