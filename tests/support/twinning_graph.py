"""An invented graph of twinnings with all that an export has to tell apart."""

from __future__ import annotations

import pyoxigraph as ox

PREFIXES = """\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix id: <https://w3id.org/paradiplomacy/id/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix para: <https://w3id.org/paradiplomacy/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
SOURCES = """
id:gazette a para:Source ; dcterms:title "The gazette"@en ;
    foaf:page <https://example.org/gazette?no=7> ; para:accessedOn "2026-11-24"^^xsd:date .
id:almanac a para:Source ; dcterms:title "The almanac"@en ; skos:exactMatch wd:Q900 ;
    foaf:page <https://example.org/almanac> .
id:letter a para:Source ; dcterms:title "A letter"@en .
"""


def store(*parts: str) -> ox.Store:
    """The graph of the sources and ``parts``, which are pieces of Turtle."""
    made = ox.Store()
    made.load((PREFIXES + SOURCES + "".join(parts)).encode(), format=ox.RdfFormat.TURTLE)
    return made


def city(name: str, item: str = "") -> str:
    """A city, linked to ``item`` if one is given."""
    link = f" ; skos:exactMatch wd:{item}" if item else ""
    return f'id:{name} a para:SubnationalActor , para:City ; rdfs:label "{name.capitalize()}"@en{link} .\n'


def passage(name: str, source: str, cites: str = "") -> str:
    """A passage of ``source`` with a quote, which may cite another source."""
    cited = f" ; para:citesSource id:{cites}" if cites else ""
    return (
        f"id:{name} a para:Passage ; oa:hasSource id:{source} ; oa:hasSelector id:{name}-quote{cited} .\n"
        f'id:{name}-quote a oa:TextQuoteSelector ; oa:exact "words of {name}"@en .\n'
    )


def agreement(
    name: str,
    parties: tuple[str, ...],
    passages: tuple[str, ...],
    kind: str = "stated",
    since: str = "",
    documents: tuple[str, ...] = (),
) -> str:
    """A sister-city agreement."""
    year = f' ; para:sinceYear "{since}"^^xsd:gYear' if since else ""
    signed = f" ; para:instrument {' , '.join(f'id:{document}' for document in documents)}" if documents else ""
    return (
        f"id:{name} a para:Agreement , para:SisterCityAgreement ; para:party "
        f"{' , '.join(f'id:{party}' for party in parties)} ; para:assertionKind id:assertion-{kind} ; "
        f"para:evidence {' , '.join(f'id:{each}' for each in passages)}{year}{signed} .\n"
    )


def document(name: str, day: str, passages: tuple[str, ...], kind: str = "stated", type_: str = "") -> str:
    """A signed document, a memorandum of understanding unless another type is given."""
    return (
        f"id:{name} a para:Instrument , para:{type_ or 'MemorandumOfUnderstanding'} ; "
        f'para:signedOn "{day}"^^xsd:date ; para:assertionKind id:assertion-{kind} ; '
        f"para:evidence {' , '.join(f'id:{each}' for each in passages)} .\n"
    )


def account(name: str, of: str, passages: tuple[str, ...], times: str = "", kind: str = "stated") -> str:
    """What another source says of the agreement or document ``of``; ``times`` are pieces of Turtle."""
    return (
        f"id:{name} a para:Account ; para:accountOf id:{of} ; para:assertionKind id:assertion-{kind} ; "
        f"para:evidence {' , '.join(f'id:{each}' for each in passages)}{f' ; {times}' if times else ''} .\n"
    )
