#+ shape: psh:organizer
#+ component: class
#+ path: para:organizer
#+ focus: id:example-exchange
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-exchange para:organizer id:example-kota-conto
}
