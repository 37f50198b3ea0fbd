"""Servers that several tests of reconciliation share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

pytest.importorskip("starlette", reason="the optional group serve is not installed")
pytest.importorskip("uvicorn", reason="the optional group serve is not installed")
pytest.importorskip("rapidfuzz", reason="the optional group serve is not installed")
pytest.importorskip("jsonschema", reason="the optional group dev is not installed")

from support.reconciliation_client import Client
from support.running_server import Server

# Gwangju lies in two states, Sinpo and Pohang in one; nothing is known of the state of the second Sinpo.
OWN = """\
@prefix ex: <http://example.org/thing/> .
@prefix v: <http://example.org/vocab#> .
@prefix id: <https://w3id.org/paradiplomacy/id/> .
@prefix para: <https://w3id.org/paradiplomacy/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
id:korea a para:State ; rdfs:label "South Korea"@en , "Korea Selatan"@id .
id:north a para:State ; rdfs:label "North Korea"@en .
id:nordia a para:State ; rdfs:label "Nordia"@en .
id:gwangju-korea a para:City ; rdfs:label "Gwangju"@en , "광주광역시"@ko ; para:inState id:korea .
id:gwangju-nordia a para:City ; rdfs:label "Gwangju"@en ; para:inState id:nordia .
id:pohang a para:City ; rdfs:label "Pohang"@en ; para:inState id:korea ;
  owl:sameAs <http://www.wikidata.org/entity/Q42148> , <http://example.com/pohang> ;
  v:founded "1949-08-15"^^xsd:date ; v:year "1949"^^xsd:gYear ; v:people 500000 ; v:port true ;
  v:area "1128.76"^^xsd:decimal ; v:odd "NaN"^^xsd:double , "x"^^xsd:integer ;
  v:huge 99999999999999999999 , 9007199254740993 ;
  v:moment "2001-02-03T04:05:06Z"^^xsd:dateTime ; v:bad "2001-02-30T99:05:06Z"^^xsd:dateTime ,
    "2001-02-03T04:05:06+99:00"^^xsd:dateTime , "2001-02-30"^^xsd:date , "2001-02-30T04:05:06"^^xsd:dateTime ;
  v:motto "by the sea"@en , "di tepi laut"@id , "plain" ; v:part [ rdfs:label "nameless" ] .
id:sinpo-korea a para:City ; rdfs:label "Sinpo"@en ; para:inState id:korea .
id:sinpo-unknown a para:City ; rdfs:label "Sinpo"@en .
id:daejin a para:City ; rdfs:label "Daejin"@en .
id:namesake a para:Organization ; rdfs:label "Pohang"@en .
id:malang a para:City ; rdfs:label "Malang"@id ; skos:altLabel "Ngalam"@id .
id:halla a para:Province ; rdfs:label "Halla"@en .
id:sejong a para:City ; rdfs:label "Sejong (new town)"@en .
id:namwon-a a para:City ; rdfs:label "Namwon (north)"@en .
id:namwon-b a para:City ; rdfs:label "Namwon (south)"@en .
ex:alien a v:Harbour ; rdfs:label "Alien Quay"@en .
v:Harbour rdfs:subClassOf v:Facility ; rdfs:label "harbour"@en .
id:tricky a para:City ; rdfs:label "<script>alert(1)</script>"@en ; para:sourceName "\\" onload=alert(2) x=\\""@en ;
  skos:definition "<img src=x onerror=alert(3)>"@en .
<javascript:alert(4)> a para:City ; rdfs:label "Scriptville"@en .
id:link a owl:Axiom ; rdfs:label "Pohang is linked"@en .
"""


@pytest.fixture(scope="session")
def client(server: Server) -> Client:
    return Client(server)


@pytest.fixture(scope="session")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A client of a server with a graph of a user's own."""
    file = tmp_path_factory.mktemp("own") / "own.ttl"
    file.write_text(OWN, encoding="utf-8")
    running = Server("--data", file)
    yield Client(running)
    running.stop()
