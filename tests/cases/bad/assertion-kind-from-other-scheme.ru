#+ shape: psh:assertionKind
#+ component: node
#+ path: para:assertionKind
#+ focus: id:example-aim
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-aim para:assertionKind id:assertion-expected
} ;
INSERT DATA {
    id:example-aim para:assertionKind id:claim-context
}
