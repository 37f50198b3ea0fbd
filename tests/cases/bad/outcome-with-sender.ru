#+ shape: psh:Outcome
#+ component: closed
#+ path: para:sender
#+ focus: id:example-result
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-result para:sender id:example-kota-contoh
}
