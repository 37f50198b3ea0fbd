#+ shape: psh:inState
#+ component: maxCount
#+ path: para:inState
#+ focus: id:example-kota-contoh
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-kota-contoh para:inState id:example-land
}
