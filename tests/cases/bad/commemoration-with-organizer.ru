#+ shape: psh:Commemoration
#+ component: closed
#+ path: para:organizer
#+ focus: id:example-stone
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-stone para:organizer id:example-kota-contoh
}
