#+ shape: psh:locatedIn
#+ component: or
#+ path: para:locatedIn
#+ focus: id:example-square
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-square para:locatedIn id:example-kota-contoh
} ;
INSERT DATA {
    id:example-square para:locatedIn id:example-kota-conto
}
