#+ focus: id:example-talk
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
DELETE DATA {
    id:example-talk para:year "2012"^^xsd:gYear
} ;
INSERT DATA {
    id:example-talk para:year "1999"^^xsd:gYear
}
