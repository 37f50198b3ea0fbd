#+ focus: id:example-choir
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-choir para:sourceName "Example University Choir"@en
}
