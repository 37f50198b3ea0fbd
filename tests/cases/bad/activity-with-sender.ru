#+ shape: psh:Activity
#+ component: closed
#+ path: para:sender
#+ focus: id:example-fair
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-fair para:sender id:example-kota-contoh
}
