#+ shape: psh:Event-recurrence-none
#+ component: maxCount
#+ path: para:recurrence
#+ focus: id:example-fair
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
INSERT DATA {
    id:example-fair para:recurrence "P1Y"^^xsd:duration
}
