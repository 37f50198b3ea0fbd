"""The dataset as search engines and catalogues read it: schema.org, and DCAT beside the counts of VoID."""

from __future__ import annotations

import posixpath
from typing import Any

import pyoxigraph as ox

from paradiplomacy.names.labels import in_language, label_of
from paradiplomacy.rdf.facts import literals, objects
from paradiplomacy.rdf.namespaces import DCTERMS, ID, PREFIXES
from paradiplomacy.site.addresses import FOLDERS, relative
from paradiplomacy.site.publication import FORMS, sum_of
from paradiplomacy.site.site import Site

DATASET = ox.NamedNode(f"{ID}dataset")
_DCAT = PREFIXES["dcat"]
_GZIP = "https://www.iana.org/assignments/media-types/application/gzip"
_SPDX = "http://spdx.org/rdf/terms#"


def stated(site: Site, name: str, lang: str) -> str:
    """The text that ``dcterms:NAME`` gives for the dataset, in the language; "" where there is none."""
    return in_language({it.language or "": it.value for it in literals(site.facts, DATASET, DCTERMS + name)}, lang)


def form_of(path: str) -> tuple[str, str]:
    """The id of the distribution and the media type of a download.

    >>> form_of("v/0.1.0/paradiplomacy.ttl.gz")
    ('turtle', 'text/turtle')
    """
    return FORMS[path.removesuffix(".gz").rpartition(".")[2]]


def schema_org(site: Site, lang: str, where: str) -> dict[str, Any]:
    """The dataset as schema.org's Dataset, to stand in the page at the path ``where``."""
    creators = objects(site.facts, DATASET, DCTERMS + "creator")
    keywords = [it.value for it in literals(site.facts, DATASET, _DCAT + "keyword") if it.language in (lang, None)]

    def address(path: str) -> str:
        return site.publication.address(path) if site.publication.base else relative(path, where)

    document = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": DATASET.value,
        "name": stated(site, "title", lang),
        "description": stated(site, "description", lang),
        "url": address(f"{FOLDERS[lang]}/data.html"),
        "version": site.version,
        "datePublished": stated(site, "issued", lang),
        "dateModified": site.date,
        "inLanguage": sorted(it.value for it in literals(site.facts, DATASET, DCTERMS + "language")),
        "keywords": keywords,
        "license": [node.value for node in objects(site.facts, DATASET, DCTERMS + "license")],
        "isAccessibleForFree": True,
        "creator": [
            {"@type": "Organization", "@id": it.value, "name": label_of(site.facts, it, lang)} for it in creators
        ],
        "distribution": [
            {
                "@type": "DataDownload",
                "contentUrl": address(path),
                "encodingFormat": [form_of(path)[1], "application/gzip"],
                "contentSize": f"{len(data)} B",
                "sha256": sum_of(data),
            }
            for path, data in site.publication.downloads.items()
        ],
    }
    return {key: value for key, value in document.items() if value not in ("", [])}


def catalogued(site: Site, where: str) -> str:
    """Turtle that gives each distribution of the dataset its file, to stand in the file at the path ``where``.

    The addresses are relative to that file, so that they hold wherever the site is; absolute where its base is known.
    """

    def address(path: str) -> str:
        base = site.publication.base
        return site.publication.address(path) if base else posixpath.relpath(path, posixpath.dirname(where) or ".")

    page = f"<{address('en/data.html')}>"
    lines = []
    for path, data in site.publication.downloads.items():
        file = address(path)
        lines.append(
            f"<{ID}distribution-{form_of(path)[0]}> <{_DCAT}downloadURL> <{file}> ;\n"
            f"    <{_DCAT}accessURL> {page} ;\n"
            f"    <{_DCAT}compressFormat> <{_GZIP}> ;\n"
            f'    <{_DCAT}byteSize> "{len(data)}"^^<{PREFIXES["xsd"]}nonNegativeInteger> ;\n'
            f"    <{_SPDX}checksum> <{file}#checksum> .\n"
            f"<{file}#checksum> a <{_SPDX}Checksum> ;\n"
            f"    <{_SPDX}algorithm> <{_SPDX}checksumAlgorithm_sha256> ;\n"
            f'    <{_SPDX}checksumValue> "{sum_of(data)}"^^<{PREFIXES["xsd"]}hexBinary> .\n'
            f"{DATASET} <{PREFIXES['void']}dataDump> <{file}> .\n"
        )
    return f"{DATASET} <{_DCAT}landingPage> {page} .\n" + "".join(lines)
