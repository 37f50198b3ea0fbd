#+ shape: psh:yearMonth
#+ component: maxCount
#+ path: para:yearMonth
#+ focus: id:example-friends-day
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
INSERT DATA {
    id:example-friends-day para:yearMonth "2004-07"^^xsd:gYearMonth
}
