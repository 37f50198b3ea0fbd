#+ shape: psh:recurrence
#+ component: node
#+ path: para:recurrence
#+ focus: id:example-exchange
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
DELETE DATA {
    id:example-exchange para:recurrence "P1Y"^^xsd:duration
} ;
INSERT DATA {
    id:example-exchange para:recurrence "1Y"^^xsd:duration
}
