#+ shape: psh:Account
#+ component: closed
#+ path: para:beneficiary
#+ focus: id:example-gazette-street
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-gazette-street para:beneficiary id:example-kota-contoh
}
