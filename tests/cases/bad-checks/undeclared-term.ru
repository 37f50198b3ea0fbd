#+ focus: <https://example.org/visit>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
INSERT DATA {
    <https://example.org/visit> para:visitedOn "2012-11-03"^^xsd:date
}
