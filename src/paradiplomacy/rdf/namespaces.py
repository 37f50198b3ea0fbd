"""The namespaces that the graph uses, and the short names made from them."""

from __future__ import annotations

ROOT = "https://w3id.org/paradiplomacy/"
ONTOLOGY = ROOT + "ontology"
SCHEMES = ROOT + "schemes"
PARA = ONTOLOGY + "#"
ID = ROOT + "id/"
SHAPES = ROOT + "shapes#"

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
OA = "http://www.w3.org/ns/oa#"
SH = "http://www.w3.org/ns/shacl#"
WIKIDATA = "http://www.wikidata.org/entity/"
# Wikidata's tag of a label that stands for every language without a label of its own.
ANY_LANGUAGE = "mul"

#: The datatypes of whole numbers, and of other numbers.
INTEGERS = frozenset(
    XSD + name for name in ("integer", "int", "long", "short", "nonNegativeInteger", "positiveInteger")
)
REALS = frozenset(XSD + name for name in ("decimal", "double", "float"))

PREFIXES = {
    "para": PARA,
    "id": ID,
    "psh": SHAPES,
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": XSD,
    "skos": SKOS,
    "dcterms": DCTERMS,
    "oa": OA,
    "prov": "http://www.w3.org/ns/prov#",
    "bibo": "http://purl.org/ontology/bibo/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "void": "http://rdfs.org/ns/void#",
    "vann": "http://purl.org/vocab/vann/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "schema": "https://schema.org/",
    "sh": SH,
    "wd": WIKIDATA,
}


def short(iri: str) -> str:
    """The name by which people know ``iri``: its id, its term, a prefixed name, else the IRI itself.

    >>> short("https://w3id.org/paradiplomacy/id/medan-gwangju")
    'medan-gwangju'
    >>> short("http://www.w3.org/2000/01/rdf-schema#label")
    'rdfs:label'
    """
    for own in (ID, PARA):
        if iri.startswith(own) and len(iri) > len(own):
            return iri[len(own) :]
    name = prefixed(iri)
    return iri if name[0] == "<" else name


def prefixed(iri: str) -> str:
    """The IRI with the project's prefix for its namespace, else in angle brackets.

    >>> prefixed("https://w3id.org/paradiplomacy/ontology#party")
    'para:party'
    """
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and local.replace("-", "").replace("_", "").isalnum():
            return f"{prefix}:{local}"
    return f"<{iri}>"


def expanded(name: str) -> str:
    """The IRI of a prefixed name of ``PREFIXES``. Raises KeyError for an unknown prefix.

    >>> expanded("para:year")
    'https://w3id.org/paradiplomacy/ontology#year'
    """
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local
