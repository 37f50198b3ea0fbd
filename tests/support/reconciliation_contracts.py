"""What each answer has to look like, as JSON Schemas written from the text of version 0.2 of the specification.

They demand what the specification's own schemas demand, and more: only the fields that this service gives (so none for
images, text direction or authentication), in every candidate those that OpenRefine reads, features with names, and
scores from 0 to 100.
"""

from __future__ import annotations

from typing import Any

from jsonschema import Draft7Validator  # type: ignore[import-untyped]

Schema = dict[str, Any]

TEXT: Schema = {"type": "string", "minLength": 1}
ANY_TEXT: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer", "minimum": 0}
ADDRESS: Schema = {"type": "string", "pattern": "^https?://"}


def record(needed: dict[str, Schema], **optional: Schema) -> Schema:
    """An object with these fields and no others."""
    fields = {**needed, **optional}
    return {"type": "object", "properties": fields, "required": list(needed), "additionalProperties": False}


def many(items: Schema, **more: Any) -> Schema:
    return {"type": "array", "items": items, **more}


TERM = record({"id": TEXT, "name": TEXT})
FEATURE = record({"id": TEXT, "name": TEXT, "value": {"type": ["number", "boolean"]}})
CANDIDATE = record(
    {
        "id": TEXT,
        "name": TEXT,
        "score": {"type": "number", "minimum": 0, "maximum": 100},
        "match": {"type": "boolean"},
        "type": many(TERM),
    },
    description=ANY_TEXT,
    features=many(FEATURE),
)
RESULTS: Schema = {"type": "object", "additionalProperties": record({"result": many(CANDIDATE)})}

ENTITIES = record({"result": many(record({"id": TEXT, "name": TEXT}, description=ANY_TEXT, notable=many(TERM)))})
TYPES = record({"result": many(record({"id": TEXT, "name": TEXT}, description=ANY_TEXT, broader=many(TERM)))})
PROPERTIES = record({"result": many(record({"id": TEXT, "name": TEXT}, description=ANY_TEXT))})
PROPOSALS = record({"properties": many(TERM), "type": ANY_TEXT}, limit=WHOLE)
FLYOUT = record({"id": TEXT, "html": TEXT})
ERROR = record({"error": TEXT})

# A day has to be written with its time.
_HOURS = r"([01]\d|2[0-3]):[0-5]\d"
MOMENT = rf"^-?\d{{4,}}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T{_HOURS}:[0-5]\d(\.\d+)?(Z|[+-]{_HOURS})?$"


_DATE = record({"date": {"type": "string", "pattern": MOMENT}})
_NUMBERS = [record({"float": {"type": "number"}}), record({"int": {"type": "integer"}})]
_THING = record({"id": TEXT, "name": TEXT}, description=ANY_TEXT)
_CELL = many({"oneOf": [_THING, record({"str": ANY_TEXT}), *_NUMBERS, _DATE, record({})]})
META = many(record({"id": TEXT, "name": TEXT}, type=TERM, service=ADDRESS))
_ROW = {"type": "object", "additionalProperties": _CELL}
VALUES = record({"meta": META, "rows": {"type": "object", "additionalProperties": _ROW}})


def _setting(kind: str, default: Schema) -> Schema:
    return record({"type": {"const": kind}, "name": TEXT, "label": TEXT}, default=default, help_text=ANY_TEXT)


SETTINGS = many({"oneOf": [_setting("number", {"type": "number"}), _setting("text", ANY_TEXT)]}, minItems=1)


def _template(pattern: str) -> Schema:
    return {"type": "string", "pattern": f"^https?://.*{pattern}"}


_SERVICE = record({"service_url": ADDRESS, "service_path": TEXT})
_SUGGEST = record(
    {"service_url": ADDRESS, "service_path": TEXT}, flyout_service_path={"type": "string", "pattern": r"\$\{id\}"}
)
_DOUBLE = r"\{\{id\}\}"
MANIFEST = record(
    {
        "versions": many(TEXT, contains={"const": "0.2"}),
        "name": TEXT,
        "documentation": ADDRESS,
        "serviceVersion": TEXT,
        "defaultTypes": many(TERM, minItems=1, uniqueItems=True),
        "batchSize": {"type": "integer", "minimum": 1},
        "identifierSpace": ADDRESS,
        "schemaSpace": ADDRESS,
        "view": record({"url": _template(_DOUBLE)}),
        "preview": record({"url": _template(_DOUBLE), "width": WHOLE, "height": WHOLE}),
        "suggest": record({"entity": _SUGGEST, "property": _SUGGEST, "type": _SUGGEST}),
        "extend": record({"propose_properties": _SERVICE, "property_settings": SETTINGS}),
    }
)


def problems(answer: object, schema: Schema) -> list[str]:
    """What in ``answer`` is not as ``schema`` wants it."""
    return [f"{error.json_path}: {error.message}" for error in Draft7Validator(schema).iter_errors(answer)]
