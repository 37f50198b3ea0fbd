"""The addresses of a store, and a sender of triples to it: by the Graph Store Protocol, else by SPARQL Update."""

from __future__ import annotations

import urllib.parse
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass

from paradiplomacy.errors import EndpointError
from paradiplomacy.sparql.http_client import checked_address
from paradiplomacy.sparql.remote import Remote

# These concern the user or the load of the server; another way of sending would not help.
_FINAL = (401, 429, 503)
# The last part of the path of an address under which a store takes requests.
_LAST = ("query", "sparql", "update", "store", "data", "statements")


class Sender:
    """Adds pieces of N-Triples to graphs of the store behind ``endpoint``.

    The first piece is tried at each address in ``graph_stores``, then by SPARQL Update; the way that succeeds is
    used for the other pieces and is named by ``way``.
    """

    def __init__(self, endpoint: Remote, graph_stores: Sequence[str]) -> None:
        self._endpoint = endpoint
        self._ways = list(graph_stores)
        self._settled = False

    @property
    def way(self) -> str:
        """How the last piece was sent."""
        return "Graph Store Protocol" if self._ways else "SPARQL Update"

    def send(self, graph: str, piece: str, timeout: float) -> None:
        """Add the triples of ``piece`` to ``graph``; raises EndpointError when the store does not take them.

        A piece is never sent twice, as its blank nodes would then be there twice.
        """
        while self._ways:
            try:
                self._post(self._ways[0], graph, piece, timeout)
            except EndpointError as error:
                if self._settled or not error.status or error.status in _FINAL:
                    raise
                del self._ways[0]
            else:
                self._settled = True
                return
        self._endpoint.update(f"INSERT DATA {{ GRAPH <{graph}> {{\n{piece}}} }}", timeout)

    def _post(self, address: str, graph: str, piece: str, timeout: float) -> None:
        mark = "&" if "?" in address else "?"
        request = urllib.request.Request(
            f"{address}{mark}graph={urllib.parse.quote(graph, safe='')}",
            data=piece.encode(),
            method="POST",
            headers={"Content-Type": "application/n-triples"},
        )
        with self._endpoint.client.open(request, repeatable=False, timeout=timeout) as body:
            while body.read(65_536):
                pass


@dataclass(frozen=True)
class Addresses:
    """The query and update addresses of a store, and possible addresses of its graph store, the likeliest first."""

    query: str
    update: str
    graph_stores: tuple[str, ...]


def addresses(
    url: str, server: str = "", signed_in: bool = False, update: str | None = None, graph_store: str | None = None
) -> Addresses:
    """The addresses of the store at ``url``, which names itself ``server`` in its answers.

    Each product has its own layout; ``update`` and ``graph_store`` take the place of what is derived.

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
