#+ shape: psh:Objective
#+ component: closed
#+ path: para:organizer
#+ focus: id:example-aim
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-aim para:organizer id:example-kota-contoh
}
