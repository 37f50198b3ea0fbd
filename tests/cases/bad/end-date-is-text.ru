#+ shape: psh:endDate
#+ component: datatype
#+ path: para:endDate
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
    id:example-return-visit para:month "--08"^^xsd:gMonth ;
        para:endDate "6 August 2011"
}
