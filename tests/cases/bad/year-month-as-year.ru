#+ shape: psh:yearMonth
#+ component: node
#+ path: para:yearMonth
#+ focus: id:example-friends-day
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
DELETE DATA {
    id:example-friends-day para:yearMonth "2004-06"^^xsd:gYearMonth
} ;
INSERT DATA {
    id:example-friends-day para:yearMonth "2004"^^xsd:gYear
}
