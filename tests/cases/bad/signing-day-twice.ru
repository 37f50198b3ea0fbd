#+ shape: psh:signedOn
#+ component: maxCount
#+ path: para:signedOn
#+ focus: id:example-letter
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
INSERT DATA {
    id:example-letter para:signedOn "2001-03-02"^^xsd:date
}
