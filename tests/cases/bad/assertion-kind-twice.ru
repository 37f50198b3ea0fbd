#+ shape: psh:assertionKind
#+ component: maxCount
#+ path: para:assertionKind
#+ focus: id:example-aim
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-aim para:assertionKind id:assertion-hedged
}
