#+ shape: psh:month
#+ component: node
#+ path: para:month
#+ focus: id:example-visit
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
DELETE DATA {
    id:example-visit para:month "--07"^^xsd:gMonth
} ;
INSERT DATA {
    id:example-visit para:month "--07"
}
