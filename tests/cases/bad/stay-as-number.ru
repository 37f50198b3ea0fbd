#+ shape: psh:stay
#+ component: node
#+ path: para:stay
#+ focus: id:example-visit
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
DELETE DATA {
    id:example-visit para:stay "P7D"^^xsd:duration
} ;
INSERT DATA {
    id:example-visit para:stay 7
}
