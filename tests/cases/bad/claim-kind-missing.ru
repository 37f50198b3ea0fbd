#+ shape: psh:claimKind
#+ component: minCount
#+ path: para:claimKind
#+ focus: id:example-claim
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-claim para:claimKind id:claim-context
}
