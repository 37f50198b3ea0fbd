#+ shape: psh:sinceYear
#+ component: maxCount
#+ path: para:sinceYear
#+ focus: id:example-forum
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
INSERT DATA {
    id:example-forum para:sinceYear "2004"^^xsd:gYear
}
