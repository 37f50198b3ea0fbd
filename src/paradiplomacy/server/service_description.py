"""The description of the server in RDF: the SPARQL service description, and the dataset in VoID."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from paradiplomacy.rdf.namespaces import PREFIXES

_SERVICE = """
PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
PREFIX form: <http://www.w3.org/ns/formats/>
<sparql> a sd:Service ;
    sd:endpoint <sparql> ;
    sd:supportedLanguage sd:SPARQL11Query ;
    sd:resultFormat form:SPARQL_Results_JSON, form:SPARQL_Results_XML, form:SPARQL_Results_CSV, form:SPARQL_Results_TSV,
        form:Turtle, form:N-Triples, form:JSON-LD, form:RDF_XML ;
    sd:defaultDataset <sparql#dataset> .
<sparql#dataset> a sd:Dataset ; sd:defaultGraph <sparql#default-graph> .
"""
_ADDRESSES = """
    void:sparqlEndpoint <sparql> ;
    void:dataDump <download/paradiplomacy.ttl>, <download/paradiplomacy.nt>, <download/paradiplomacy.nq>,
        <download/paradiplomacy.jsonld> .
"""


def service(base: str, triples: int, graphs: Iterable[str]) -> list[ox.Triple]:
    """The description of the endpoint under ``base`` with ``triples`` in the default graph and the named ``graphs``."""
    named = (
        f"<sparql#dataset> sd:namedGraph <sparql#graph-{number}> .\n"
        f"<sparql#graph-{number}> a sd:NamedGraph ; sd:name <{graph}> .\n"
        for number, graph in enumerate(graphs, 1)
    )
    default = f"<sparql#default-graph> a sd:Graph ; void:triples {triples} .\n"
    return _parsed(_SERVICE + default + "".join(named), base)


def dataset(base: str, triples: int, described: list[ox.Triple], own: str) -> list[ox.Triple]:
    """The dataset in VoID: the triples ``described`` about the dataset ``own``, and its addresses under ``base``.

    Without a description, the dataset has a name under ``base`` and its number of ``triples``.
    """
    if described:
        return [*described, *_parsed(f"<{own}>{_ADDRESSES}", base)]
    return _parsed(f"<.well-known/void#dataset> a void:Dataset ; void:triples {triples} ;{_ADDRESSES}", base)


def _parsed(turtle: str, base: str) -> list[ox.Triple]:
    void = f"PREFIX void: <{PREFIXES['void']}>\n"
    quads = ox.parse(void + turtle, format=ox.RdfFormat.TURTLE, base_iri=f"{base}/")
    return [quad.triple for quad in quads]
