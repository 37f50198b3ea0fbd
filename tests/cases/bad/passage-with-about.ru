#+ shape: psh:Passage
#+ component: closed
#+ path: para:about
#+ focus: id:example-p-visit
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-p-visit para:about id:example-kota-contoh
}
