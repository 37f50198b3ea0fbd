#+ shape: psh:organizationKind
#+ component: node
#+ path: para:organizationKind
#+ focus: id:example-university
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-university para:organizationKind id:kind-university
} ;
INSERT DATA {
    id:example-university para:organizationKind id:source-kind-thesis
}
