#+ shape: psh:sinceYear
#+ component: node
#+ path: para:sinceYear
#+ focus: id:example-exchange
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
DELETE DATA {
    id:example-exchange para:sinceYear "2002"^^xsd:gYear
} ;
INSERT DATA {
    id:example-exchange para:sinceYear "2002-01-01"^^xsd:date
}
