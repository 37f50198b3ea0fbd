#+ shape: psh:Outcome-notExpected
#+ component: not
#+ path: para:assertionKind
#+ focus: id:example-result
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-result para:assertionKind id:assertion-stated
} ;
INSERT DATA {
    id:example-result para:assertionKind id:assertion-expected
}
