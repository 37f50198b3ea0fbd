#+ shape: psh:InstrumentDate
#+ component: or
#+ path: -
#+ focus: id:example-letter
#+ severity: warning
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
DELETE DATA {
    id:example-letter para:signedOn "2001-03-01"^^xsd:date
}
