#+ shape: psh:startDate
#+ component: datatype
#+ path: para:startDate
#+ focus: id:example-return-visit
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
DELETE DATA {
    id:example-return-visit para:startDate "2011-08-01"^^xsd:date ;
        para:endDate "2011-08-06"^^xsd:date
} ;
INSERT DATA {
    id:example-return-visit para:startDate "2011"^^xsd:gYear
}
