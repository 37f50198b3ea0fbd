#+ shape: psh:Organization
#+ component: closed
#+ path: para:inState
#+ focus: id:example-university
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-university para:inState id:example-nusa
}
