#+ shape: psh:signedOn
#+ component: datatype
#+ path: para:signedOn
#+ focus: id:example-letter
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
DELETE DATA {
    id:example-letter para:signedOn "2001-03-01"^^xsd:date
} ;
INSERT DATA {
    id:example-letter para:signedOn "2001"^^xsd:gYear
}
