#+ shape: psh:State
#+ component: closed
#+ path: para:inState
#+ focus: id:example-land
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-land para:inState id:example-nusa
}
