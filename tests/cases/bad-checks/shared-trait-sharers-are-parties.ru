#+ focus: id:example-coast
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-coast para:sharedBy id:example-bogi
}
