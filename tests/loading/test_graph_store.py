"""The addresses of a store are told from one of them."""

from __future__ import annotations

import pytest

from paradiplomacy.errors import UsageError
from paradiplomacy.loading.graph_store import addresses


@pytest.mark.parametrize(
    ("url", "server", "signed_in", "query", "update", "stores"),
    [
        ("http://h:7878", "", False, "/query", "/update", ["/store"]),
        ("http://h:7878/", "", False, "/query", "/update", ["/store"]),
        ("http://h:7878/query", "", False, "/query", "/update", ["/store"]),
        ("http://h:7878/update", "", False, "/query", "/update", ["/store"]),
        ("http://h:7878/query", "Oxigraph/0.5.13", False, "/query", "/update", ["/store?no_transaction"]),
        ("http://h:3030/twins/sparql", "", True, "/twins/sparql", "/twins/update", ["/twins/data"]),
        ("http://h:3030/twins/query", "", True, "/twins/query", "/twins/update", ["/twins/data"]),
        ("http://h:3030/twins/data", "", True, "/twins/query", "/twins/update", ["/twins/data"]),
        ("http://h/sparql", "Virtuoso/07.20", False, "/sparql", "/sparql", ["/sparql-graph-crud"]),
        ("http://h/sparql", "Virtuoso/07.20", True, "/sparql-auth", "/sparql-auth", ["/sparql-graph-crud-auth"]),
        ("http://h/sparql-auth", "Virtuoso/07.20", True, "/sparql-auth", "/sparql-auth", ["/sparql-graph-crud-auth"]),
        ("http://h/sparql", "", True, "/sparql", "/sparql", []),
        (
            *("http://h/repositories/twins", "", True, "/repositories/twins", "/repositories/twins/statements"),
            ["/repositories/twins/rdf-graphs/service"],
        ),
        (
            *("http://h/repositories/twins/statements", "", True),
            *("/repositories/twins", "/repositories/twins/statements", ["/repositories/twins/rdf-graphs/service"]),
        ),
        ("http://h/api/twins", "", False, "/api/twins", "/api/twins", []),
    ],
)
def test_the_layouts_that_are_known(
    url: str, server: str, signed_in: bool, query: str, update: str, stores: list[str]
) -> None:
    found = addresses(url, server, signed_in)
    root = "/".join(url.split("/")[:3])
    assert (found.query, found.update, list(found.graph_stores)) == (
        root + query,
        root + update,
        [root + path for path in stores],
    )


def test_what_is_given_is_taken() -> None:
    found = addresses("http://h/q", update="http://h/u?key=1", graph_store="http://h/g")
    assert found.update == "http://h/u?key=1"
    assert found.graph_stores == ("http://h/g",)
    with pytest.raises(UsageError):
        addresses("http://h/q", update="u")
