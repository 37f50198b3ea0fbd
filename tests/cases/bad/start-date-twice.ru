#+ shape: psh:startDate
#+ component: maxCount
#+ path: para:startDate
#+ focus: id:example-return-visit
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
INSERT DATA {
    id:example-return-visit para:startDate "2011-08-02"^^xsd:date
}
