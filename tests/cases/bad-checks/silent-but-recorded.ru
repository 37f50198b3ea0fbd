#+ focus: id:example-exchange
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-exchange para:silentOn para:sinceYear
}
