"""The OpenAPI document of the stored queries, made from the queries themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from paradiplomacy.queries.stored import Parameter, StoredQuery
from paradiplomacy.version import __version__

_REFUSAL = {"text/plain": {"schema": {"type": "string"}}}
_REFUSALS: dict[str, dict[str, Any]] = {
    "400": {"description": "A parameter is unknown or stands twice, or its value is no such word."},
    "404": {"description": "No thing of the graph has such a name; the nearest names are given."},
    "406": {"description": "Accept names neither JSON nor CSV."},
    "503": {
        "description": "The query took too long or too much memory, or all workers are busy.",
        "headers": {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}},
    },
}
_HEADERS = {
    "X-Rows": {"description": "How many rows the answer has.", "schema": {"type": "integer"}},
    "X-Max-Rows": {"description": "After how many rows an answer is cut.", "schema": {"type": "integer"}},
    "X-Truncated": {"description": "Whether this answer was cut.", "schema": {"enum": ["true", "false"]}},
}
_TERM = {
    "type": "object",
    "required": ["type", "value"],
    "properties": {
        "type": {"enum": ["uri", "literal", "bnode"]},
        "value": {"type": "string"},
        "datatype": {"type": "string"},
        "xml:lang": {"type": "string"},
    },
}
_RESULTS = {
    "type": "object",
    "description": "SPARQL 1.1 Query Results JSON",
    "required": ["head"],
    "properties": {
        "head": {
            "type": "object",
            "properties": {"vars": {"type": "array", "items": {"type": "string"}}},
        },
        "boolean": {"type": "boolean"},
        "results": {
            "type": "object",
            "required": ["bindings"],
            "properties": {
                "bindings": {
                    "type": "array",
                    "items": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Term"}},
                }
            },
        },
    },
}


def document(base: str, queries: Sequence[StoredQuery], choices: Mapping[str, list[str]]) -> dict[str, Any]:
    """The document for the server at ``base``; ``choices`` are the known values of parameters, by their names."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Paradiplomacy: the stored queries",
            "version": __version__,
            "description": "Each question that the project keeps, as a call that gives JSON or CSV.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": base}],
        "tags": [{"name": tag} for tag in sorted({tag for query in queries for tag in query.tags})],
        "paths": {f"/queries/{query.name}": {"get": _operation(query, choices)} for query in queries},
        "components": {"schemas": {"Results": _RESULTS, "Term": _TERM}},
    }


def _operation(query: StoredQuery, choices: Mapping[str, list[str]]) -> dict[str, Any]:
    description = [query.description, query.summary.get("id", "")]
    return {
        "operationId": query.name,
        "summary": query.summary["en"],
        "description": "\n\n".join(part for part in description if part),
        "tags": query.tags,
        "parameters": [_parameter(parameter, choices) for parameter in query.parameters.values()],
        "responses": {
            "200": {
                "description": "The rows of the answer.",
                "headers": _HEADERS,
                "content": {
                    "application/json": {"schema": {"$ref": "#/components/schemas/Results"}},
                    "text/csv": {"schema": {"type": "string"}},
                },
            },
            **{status: {**refusal, "content": _REFUSAL} for status, refusal in _REFUSALS.items()},
        },
    }


def _parameter(parameter: Parameter, choices: Mapping[str, list[str]]) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string", "minLength": 1}
    known = choices.get(parameter.name, [])
    if known:
        schema["enum"] = known
    if parameter.default is not None:
        schema["default"] = parameter.default
    takes = "A thing of the graph: its id, its IRI or a label." if parameter.takes_thing else "A word."
    return {"name": parameter.name, "in": "query", "required": False, "description": takes, "schema": schema}
