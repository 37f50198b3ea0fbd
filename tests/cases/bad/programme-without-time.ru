#+ shape: psh:ActivityTime
#+ component: or
#+ path: -
#+ focus: id:example-exchange
#+ severity: warning
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
DELETE DATA {
    id:example-exchange para:sinceYear "2002"^^xsd:gYear ;
        para:month "--07"^^xsd:gMonth
}
