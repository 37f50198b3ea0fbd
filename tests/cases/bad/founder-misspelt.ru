#+ shape: psh:establishedBy
#+ component: class
#+ path: para:establishedBy
#+ focus: id:example-street
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-street para:establishedBy id:example-kota-conto
}
