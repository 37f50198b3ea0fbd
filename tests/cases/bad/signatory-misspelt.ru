#+ shape: psh:signatory
#+ component: class
#+ path: para:signatory
#+ focus: id:example-letter
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-letter para:signatory id:example-kota-conto
}
