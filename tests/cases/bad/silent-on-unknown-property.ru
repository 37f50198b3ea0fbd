#+ shape: psh:silentOn
#+ component: or
#+ path: para:silentOn
#+ focus: id:example-memorandum
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-memorandum para:silentOn para:signedAt
}
