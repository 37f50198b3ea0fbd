#+ shape: psh:Event-sinceYear-none
#+ component: maxCount
#+ path: para:sinceYear
#+ focus: id:example-festival
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
INSERT DATA {
    id:example-festival para:sinceYear "2009"^^xsd:gYear
}
