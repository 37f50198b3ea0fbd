"""The OpenAPI document: ``openapi.json`` beside this module, completed from the stored queries."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from paradiplomacy.queries.stored import Parameter, StoredQuery
from paradiplomacy.version import __version__


def document(base: str, queries: Sequence[StoredQuery], choices: Mapping[str, list[str]]) -> dict[str, Any]:
    """The document for the server at ``base``; ``choices`` are the known values of parameters, by their names."""
    found: dict[str, Any] = json.loads(Path(__file__).with_name("openapi.json").read_text(encoding="utf-8"))
    found["info"]["version"] = __version__
    responses = {status: {"$ref": f"#/components/responses/{status}"} for status in found["components"]["responses"]}
    return {
        **found,
        "servers": [{"url": base}],
        "tags": [{"name": tag} for tag in sorted({tag for query in queries for tag in query.tags})],
        "paths": found["paths"]
        | {
            f"/queries/{query.name}": {"get": {**_operation(query, choices), "responses": responses}}
            for query in queries
        },
    }


def _operation(query: StoredQuery, choices: Mapping[str, list[str]]) -> dict[str, Any]:
    description = [query.description["en"], query.summary.get("id", ""), query.description.get("id", "")]
    return {
        "operationId": query.name,
        "summary": query.summary["en"],
        "description": "\n\n".join(part for part in description if part),
        "tags": query.tags,
        "parameters": [_parameter(parameter, choices) for parameter in query.parameters.values()],
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
