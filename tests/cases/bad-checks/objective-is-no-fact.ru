#+ focus: id:example-aim
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-aim para:assertionKind id:assertion-expected
} ;
INSERT DATA {
    id:example-aim para:assertionKind id:assertion-stated
}
