"""Send triples to a named graph of a store: by the Graph Store Protocol, else by SPARQL Update."""

from __future__ import annotations

import urllib.parse
import urllib.request
from collections.abc import Sequence

from paradiplomacy.errors import EndpointError
from paradiplomacy.sparql.http_client import Client
from paradiplomacy.sparql.remote import Remote

# These concern the user or the load of the server; another way of sending would not help.
_FINAL = (401, 429, 503)


class Sender:
    """Adds pieces of N-Triples to graphs of the store behind ``endpoint``.

    The first piece is tried at each address in ``graph_stores``, then by SPARQL Update; the way that succeeds is
    used for the other pieces and is named by ``way``.
    """

    def __init__(self, endpoint: Remote, graph_stores: Sequence[str]) -> None:
        self._endpoint = endpoint
        self._client: Client = endpoint.client
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
        with self._client.open(request, repeatable=False, timeout=timeout) as body:
            while body.read(65_536):
                pass
