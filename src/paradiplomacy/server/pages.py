"""The two pages that lead to the rest: the front page and the list of stored queries."""

from __future__ import annotations

import json
from collections.abc import Iterable

from paradiplomacy.queries.stored import StoredQuery
from paradiplomacy.server.downloads import TYPES
from paradiplomacy.server.html import Markup, element, joined, link, page, table

_EXAMPLE = """\
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?agreement ?label WHERE {
  ?agreement a para:Agreement ; rdfs:label ?label .
} ORDER BY ?agreement ?label
"""


def front(triples: int, queries: Iterable[StoredQuery]) -> bytes:
    """The front page: what is here, a place to type a query, the stored queries, the downloads."""
    return page(
        "paradiplomacy",
        element("h1", "A knowledge graph of paradiplomacy"),
        element(
            "p", f"{triples:,} triples. ", link("/sparql", "SPARQL endpoint"), " · ", link("/ontology", "vocabulary")
        ),
        element("h2", "Ask"),
        element(
            "form",
            element("p", element("textarea", _EXAMPLE, name="query", rows="8", aria_label="Query")),
            element("p", element("button", "Run", type="submit")),
            action="/sparql",
            method="get",
        ),
        element("h2", "Stored queries"),
        _table(queries),
        element("p", link("/openapi.json", "as an OpenAPI document")),
        element("h2", "Downloads"),
        element("p", joined((link(f"/download/{name}", name) for name in TYPES), " · ")),
        element("p", link("/.well-known/void", "description of the dataset")),
    )


def listed(queries: Iterable[StoredQuery]) -> bytes:
    """The list of the stored queries as a page."""
    return page("Stored queries", element("h1", "Stored queries"), _table(queries))


def listed_as_json(queries: Iterable[StoredQuery], base: str) -> bytes:
    """The list of the stored queries as JSON: name, address, summary by language, parameters with their defaults."""
    entries = [
        {
            "name": query.name,
            "url": f"{base}/queries/{query.name}",
            "summary": query.summary,
            "description": query.description,
            "tags": query.tags,
            "parameters": {name: parameter.default for name, parameter in query.parameters.items()},
        }
        for query in queries
    ]
    return json.dumps({"queries": entries}, ensure_ascii=False).encode()


def _table(queries: Iterable[StoredQuery]) -> Markup:
    lines = []
    for query in queries:
        address = f"/queries/{query.name}"
        summary = element("span", query.summary["en"], lang="en")
        if "id" in query.summary:
            summary = joined([summary, Markup("<br>"), element("span", query.summary["id"], lang="id")])
        forms = joined((link(f"{address}.{end}", end) for end in ("csv", "json", "rq")), ", ")
        parameters = [element("span", "parameters: ", ", ".join(query.parameters), class_="other")]
        lines.append((query.name, joined([summary, forms, *(parameters if query.parameters else ())], "<br>")))
    return table(lines)
