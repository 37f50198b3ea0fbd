#+ shape: psh:Source
#+ component: closed
#+ path: para:year
#+ focus: id:example-thesis
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
INSERT DATA {
    id:example-thesis para:year "2016"^^xsd:gYear
}
