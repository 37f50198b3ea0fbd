#+ shape: psh:MemberGroup
#+ component: closed
#+ path: para:stay
#+ focus: id:example-visit-pupils
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
INSERT DATA {
    id:example-visit-pupils para:stay "P7D"^^xsd:duration
}
