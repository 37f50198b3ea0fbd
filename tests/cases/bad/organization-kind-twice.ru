#+ shape: psh:organizationKind
#+ component: maxCount
#+ path: para:organizationKind
#+ focus: id:example-university
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-university para:organizationKind id:kind-school
}
