#+ focus: id:example-festival
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
DELETE DATA {
    id:example-festival para:endDate "2010-05-08"^^xsd:date
} ;
INSERT DATA {
    id:example-festival para:endDate "2010-05-02"^^xsd:date
}
