#+ shape: psh:year
#+ component: node
#+ path: para:year
#+ focus: id:example-street
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
DELETE DATA {
    id:example-street para:year "2005"^^xsd:gYear
} ;
INSERT DATA {
    id:example-street para:year 2005
}
