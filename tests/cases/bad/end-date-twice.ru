#+ shape: psh:endDate
#+ component: maxCount
#+ path: para:endDate
#+ focus: id:example-festival
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
INSERT DATA {
    id:example-festival para:endDate "2010-05-09"^^xsd:date
}
