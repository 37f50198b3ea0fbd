#+ shape: psh:organizationKind-minCount
#+ component: minCount
#+ path: para:organizationKind
#+ focus: id:example-university
#+ severity: warning
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-university para:organizationKind id:kind-university
}
