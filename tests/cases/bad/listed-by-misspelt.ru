#+ shape: psh:listedBy
#+ component: class
#+ path: para:listedBy
#+ focus: id:example-gazette-tie
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-gazette-tie para:listedBy id:example-kota-contoh
} ;
INSERT DATA {
    id:example-gazette-tie para:listedBy id:example-kota-conto
}
