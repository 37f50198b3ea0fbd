#+ shape: psh:beneficiary
#+ component: class
#+ path: para:beneficiary
#+ focus: id:example-aim
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-aim para:beneficiary id:example-kota-conto
}
