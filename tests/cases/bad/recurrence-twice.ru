#+ shape: psh:recurrence
#+ component: maxCount
#+ path: para:recurrence
#+ focus: id:example-visit
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
INSERT DATA {
    id:example-visit para:recurrence "P2Y"^^xsd:duration
}
