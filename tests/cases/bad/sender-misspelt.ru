#+ shape: psh:sender
#+ component: class
#+ path: para:sender
#+ focus: id:example-visit
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-visit para:sender id:example-kota-contoh
} ;
INSERT DATA {
    id:example-visit para:sender id:example-nobody
}
