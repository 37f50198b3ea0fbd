#+ shape: psh:HomeState
#+ component: or
#+ path: -
#+ focus: id:example-province
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-province para:inState id:example-nusa
}
