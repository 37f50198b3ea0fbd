"""All triples of a graph behind an endpoint, in pages where the server cuts a long answer."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from paradiplomacy.errors import CutAnswerError, EndpointError
from paradiplomacy.sparql.endpoint import Endpoint

#: The name of the default graph where named graphs are named by IRIs.
DEFAULT = ""


def count_triples(endpoint: Endpoint, graph: str = DEFAULT) -> int:
    """The number of triples in ``graph`` as the server counts them; raises EndpointError when it does not."""
    answer = endpoint.select(f"SELECT (COUNT(*) AS ?n) WHERE {{ {_pattern(graph)} }}")
    number = next(iter(answer), {}).get("n")
    if not isinstance(number, int):
        raise EndpointError(f"{endpoint.identity} does not count its triples; use another store.")
    return number


def all_triples(endpoint: Endpoint, graph: str = DEFAULT) -> Iterator[ox.Quad]:
    """The triples of ``graph`` as they come in, from one query where the server allows that.

    Blank nodes keep their names from page to page as far as the server keeps them. SPARQL promises an order only to
    who sorts, so the triples of the pages are counted: raises EndpointError when they are fewer or more than all.

    >>> from paradiplomacy.sparql.embedded import Embedded
    >>> endpoint = Embedded()
    >>> endpoint.update("INSERT DATA { <urn:a> <urn:b> 1 , 2 }")
    >>> sum(1 for triple in all_triples(endpoint))
    2
    """
    query = f"SELECT ?s ?p ?o WHERE {{ {_pattern(graph)} }}"
    try:
        yield from _quads(endpoint, query)
    except CutAnswerError as cut:
        whole = count_triples(endpoint, graph)
        # As many rows as the limit may look cut once more.
        size = cut.most // 2
        if size == 0:
            raise
        number = 0
        for offset in range(0, whole, size):
            for quad in _quads(endpoint, f"{query} LIMIT {size} OFFSET {offset}"):
                number += 1
                yield quad
        if number != whole or count_triples(endpoint, graph) != whole:
            raise EndpointError(
                f"{endpoint.identity} gave {number:,} of {whole:,} triples in parts; have its limit of {cut.most:,} "
                "rows raised, or see that no other program writes to it."
            ) from None


def _pattern(graph: str) -> str:
    return "?s ?p ?o" if graph == DEFAULT else f"GRAPH <{graph}> {{ ?s ?p ?o }}"


def _quads(endpoint: Endpoint, query: str) -> Iterator[ox.Quad]:
    with endpoint.rows(query) as rows:
        for subject, predicate, value in rows:
            yield ox.Quad(subject, predicate, value)  # type: ignore[arg-type]
