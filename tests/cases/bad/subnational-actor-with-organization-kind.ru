#+ shape: psh:SubnationalActor
#+ component: closed
#+ path: para:organizationKind
#+ focus: id:example-bogi
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-bogi para:organizationKind id:kind-university
}
