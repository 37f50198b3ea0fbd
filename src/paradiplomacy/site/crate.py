"""The site as an RO-Crate 1.1: ``ro-crate-metadata.json`` tells archives of research data what the folder holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from paradiplomacy.names.labels import label_of
from paradiplomacy.rdf.facts import literals, objects
from paradiplomacy.rdf.namespaces import DCTERMS, PREFIXES
from paradiplomacy.site.dataset import DATASET, form_of, stated
from paradiplomacy.site.files import File
from paradiplomacy.site.publication import sum_of
from paradiplomacy.site.site import Site

_NAME = "ro-crate-metadata.json"
_CONTEXT = "https://w3id.org/ro/crate/1.1"
_DOCUMENTS = {"ontology.ttl": "Vocabulary", "schemes.ttl": "Value schemes", "shapes.ttl": "SHACL shapes"}


def files(site: Site) -> Iterator[File]:
    """The description of the crate, where there is a release to describe."""
    if site.publication.release:
        yield File(_NAME, partial(_crate, site))


def _crate(site: Site) -> str:
    licences = objects(site.facts, DATASET, DCTERMS + "license")
    creators = objects(site.facts, DATASET, DCTERMS + "creator")
    parts = list(_parts(site))
    root: dict[str, Any] = {
        "@id": "./",
        "@type": "Dataset",
        "identifier": DATASET.value,
        "name": stated(site, "title", "en"),
        "description": stated(site, "description", "en"),
        "datePublished": stated(site, "issued", "en"),
        "version": site.version,
        "keywords": [it.value for it in literals(site.facts, DATASET, PREFIXES["dcat"] + "keyword")],
        "license": [{"@id": node.value} for node in licences],
        "creator": [{"@id": node.value} for node in creators],
        "hasPart": [{"@id": part["@id"]} for part in parts],
    }
    own = {
        "@id": _NAME,
        "@type": "CreativeWork",
        "about": {"@id": "./"},
        "conformsTo": {"@id": _CONTEXT},
    }
    known = [
        *({"@id": it.value, "@type": "CreativeWork", "name": it.value} for it in licences),
        *({"@id": it.value, "@type": "Organization", "name": label_of(site.facts, it, "en")} for it in creators),
    ]
    document = {"@context": f"{_CONTEXT}/context", "@graph": [own, root, *parts, *known]}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _parts(site: Site) -> Iterator[dict[str, Any]]:
    """The graph in its forms, the documents of the vocabulary, and the answers, each as a file of the crate."""
    for path, data in site.publication.downloads.items():
        title = f"The graph as {form_of(path)[1]}, packed"
        more = {"encodingFormat": "application/gzip", "contentSize": str(len(data)), "sha256": sum_of(data)}
        yield {"@id": path, "@type": "File", "name": title, **more}
    for path, title in {**_DOCUMENTS, "void.ttl": "Description and counts of the dataset"}.items():
        yield {"@id": path, "@type": "File", "name": title, "encodingFormat": "text/turtle"}
    for query in site.stored.values():
        path = f"results/{query.name}.en.csv"
        yield {"@id": path, "@type": "File", "name": query.question("en"), "encodingFormat": "text/csv"}
