#+ shape: psh:Claim
#+ component: closed
#+ path: para:beneficiary
#+ focus: id:example-claim
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-claim para:beneficiary id:example-kota-contoh
}
