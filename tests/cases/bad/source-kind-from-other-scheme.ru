#+ shape: psh:sourceKind
#+ component: node
#+ path: para:sourceKind
#+ focus: id:example-journal
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-journal para:sourceKind id:source-kind-journal
} ;
INSERT DATA {
    id:example-journal para:sourceKind id:claim-law
}
