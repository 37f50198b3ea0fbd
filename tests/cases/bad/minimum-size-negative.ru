#+ shape: psh:minimumSize
#+ component: node
#+ path: para:minimumSize
#+ focus: id:example-visit-pupils
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
DELETE DATA {
    id:example-visit-pupils para:minimumSize 3
} ;
INSERT DATA {
    id:example-visit-pupils para:minimumSize "-3"^^xsd:integer
}
