#+ shape: psh:accessedOn
#+ component: datatype
#+ path: para:accessedOn
#+ focus: id:example-article
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
DELETE DATA {
    id:example-article para:accessedOn "2021-06-02"^^xsd:date
} ;
INSERT DATA {
    id:example-article para:accessedOn "2021"^^xsd:gYear
}
