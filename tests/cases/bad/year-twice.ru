#+ shape: psh:year
#+ component: maxCount
#+ path: para:year
#+ focus: id:example-protocol
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
INSERT DATA {
    id:example-protocol para:year "2004"^^xsd:gYear
}
