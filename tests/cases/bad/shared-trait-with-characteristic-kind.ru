#+ shape: psh:SharedTrait
#+ component: closed
#+ path: para:characteristicKind
#+ focus: id:example-coast
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-coast para:characteristicKind id:trait-geography
}
