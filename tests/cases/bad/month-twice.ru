#+ shape: psh:month
#+ component: maxCount
#+ path: para:month
#+ focus: id:example-exchange
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
INSERT DATA {
    id:example-exchange para:month "--08"^^xsd:gMonth
}
