#+ shape: psh:characteristicKind
#+ component: node
#+ path: para:characteristicKind
#+ focus: id:example-port-rank
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-port-rank para:characteristicKind id:trait-rank
} ;
INSERT DATA {
    id:example-port-rank para:characteristicKind id:kind-school
}
