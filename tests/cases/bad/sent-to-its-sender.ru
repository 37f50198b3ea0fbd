#+ shape: psh:sender
#+ component: disjoint
#+ path: para:sender
#+ focus: id:example-visit
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-visit para:receiver id:example-beispielstadt
} ;
INSERT DATA {
    id:example-visit para:receiver id:example-kota-contoh
}
