#+ shape: psh:place
#+ component: or
#+ path: para:place
#+ focus: id:example-article
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-article para:place id:example-kota-contoh
} ;
INSERT DATA {
    id:example-article para:place id:example-kota-conto
}
