#+ shape: psh:Place
#+ component: closed
#+ path: para:inState
#+ focus: id:example-square
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-square para:inState id:example-nusa
}
