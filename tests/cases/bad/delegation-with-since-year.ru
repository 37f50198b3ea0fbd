#+ shape: psh:Delegation
#+ component: closed
#+ path: para:sinceYear
#+ focus: id:example-visit
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
INSERT DATA {
    id:example-visit para:sinceYear "2002"^^xsd:gYear
}
