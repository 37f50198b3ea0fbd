#+ shape: psh:characteristicKind
#+ component: minCount
#+ path: para:characteristicKind
#+ focus: id:example-port-rank
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-port-rank para:characteristicKind id:trait-rank
}
