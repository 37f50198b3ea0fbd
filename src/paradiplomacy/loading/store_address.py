"""The query, update and graph-store addresses of a store, derived from the one that the user gives.

Each product has its own layout. Options override what is guessed here.
"""

from __future__ import annotations

import urllib.parse
from dataclasses import dataclass

from paradiplomacy.sparql.http_client import checked_address

_LAST = ("query", "sparql", "update", "store", "data", "statements")


@dataclass(frozen=True)
class Addresses:
    """Where a store takes queries and updates, and where it may have its graph store, the likeliest first."""

    query: str
    update: str
    graph_stores: tuple[str, ...]


def addresses(
    url: str, server: str = "", signed_in: bool = False, update: str | None = None, graph_store: str | None = None
) -> Addresses:
    """The addresses of the store at ``url``, which names itself ``server`` in its answers.

    ``update`` and ``graph_store`` are taken as they are when given.

    >>> addresses("http://localhost:7878").update
    'http://localhost:7878/update'
    >>> addresses("https://example.org/repositories/twins").graph_stores
    ('https://example.org/repositories/twins/rdf-graphs/service',)
    """
    parts = urllib.parse.urlsplit(checked_address(url))
    query, known_update, stores = _paths(parts.path, server, signed_in)

    def whole(path: str) -> str:
        path, _, asked = path.partition("?")
        return urllib.parse.urlunsplit(parts._replace(path=path, query=asked or parts.query))

    return Addresses(
        whole(query),
        checked_address(update) if update else whole(known_update),
        (checked_address(graph_store),) if graph_store else tuple(map(whole, stores)),
    )


def _paths(path: str, server: str, signed_in: bool) -> tuple[str, str, list[str]]:
    before, _, last = path.rpartition("/")
    if server.startswith("Virtuoso"):
        end = "-auth" if signed_in else ""
        return f"{before}/sparql{end}", f"{before}/sparql{end}", [f"{before}/sparql-graph-crud{end}"]
    if server.startswith("Oxigraph"):
        # What is staged needs no transaction, without which it is taken several times as fast.
        return f"{before}/query", f"{before}/update", [f"{before}/store?no_transaction"]
    if "/repositories/" in path:
        # RDF4J and GraphDB
        repository = path.removesuffix("/statements").removesuffix("/rdf-graphs/service")
        return repository, f"{repository}/statements", [f"{repository}/rdf-graphs/service"]
    if last in _LAST and before:
        # Fuseki and Stardog; the part before the last is the dataset.
        query = path if last in ("query", "sparql") else f"{before}/query"
        return query, f"{before}/update", [f"{before}/data"]
    if last in ("query", "update", "store", ""):
        return f"{before}/query", f"{before}/update", [f"{before}/store"]
    return path, path, []
