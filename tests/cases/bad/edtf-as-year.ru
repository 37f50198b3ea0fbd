#+ shape: psh:edtf
#+ component: datatype
#+ path: para:edtf
#+ focus: id:example-friends
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
DELETE DATA {
    id:example-friends para:edtf "1999?"
} ;
INSERT DATA {
    id:example-friends para:edtf "1999?"^^xsd:gYear
}
