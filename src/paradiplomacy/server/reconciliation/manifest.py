"""What the service says of itself, in each version of the API."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from paradiplomacy.rdf.namespaces import ID, PARA
from paradiplomacy.server.reconciliation.describing import Describing
from paradiplomacy.server.reconciliation.extend import property_settings
from paradiplomacy.server.reconciliation.limits import BATCH_SIZE
from paradiplomacy.server.reconciliation.vocabulary import Terms
from paradiplomacy.version import __version__

VERSIONS = ("0.2", "1.0-draft")
_TYPES = 12
_PREVIEW = {"width": 420, "height": 260}


def manifest(
    version: str, base: str, only_ours: bool, terms: Terms, describing: Describing, languages: Sequence[str]
) -> dict[str, Any]:
    """The manifest of ``version`` for a server at ``base``; ``only_ours`` says that every id has a page there."""
    types = [describing.type(iri, languages) for iri in terms.usual_types[:_TYPES]]
    common = {
        "versions": [version],
        "name": f"paradiplomacy ({base.partition('://')[2]})",
        "documentation": f"{base}/",
        "serviceVersion": __version__,
        "defaultTypes": types,
        "batchSize": BATCH_SIZE,
    }
    # Only what lies under id/ has a page of its own there; for the rest its preview serves as one.
    if version == "0.2":
        return {**common, **_of_02(f"{base}/reconcile", f"{base}/id/{{{{id}}}}" if only_ours else "")}
    return {
        **common,
        "view": {"url": f"{base}/id/{{id}}" if only_ours else f"{base}/reconcile/1.0-draft/preview?id={{id}}"},
        "preview": _PREVIEW,
        "suggest": {"entity": True, "property": True, "type": True},
        "extend": {"proposeProperties": True, "propertySettings": property_settings("id", "name", "helpText")},
        "standardizedScore": True,
    }


def _of_02(root: str, view: str) -> dict[str, Any]:
    preview = f"{root}/preview?id={{{{id}}}}"
    suggest: dict[str, dict[str, str]] = {
        kind: {"service_url": root, "service_path": f"/suggest/{kind}"} for kind in ("entity", "property", "type")
    }
    suggest["entity"]["flyout_service_path"] = "/flyout/entity?id=${id}"
    return {
        "identifierSpace": ID,
        "schemaSpace": PARA,
        "view": {"url": view or preview},
        "preview": {"url": preview, **_PREVIEW},
        "suggest": suggest,
        "extend": {
            "propose_properties": {"service_url": root, "service_path": "/extend/propose"},
            "property_settings": property_settings("name", "label", "help_text"),
        },
    }
