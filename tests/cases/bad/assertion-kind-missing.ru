#+ shape: psh:assertionKind
#+ component: minCount
#+ path: para:assertionKind
#+ focus: id:example-festival
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-festival para:assertionKind id:assertion-stated
}
