#+ shape: psh:memberGroup
#+ component: class
#+ path: para:memberGroup
#+ focus: id:example-visit
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-visit para:memberGroup id:example-visit-teacher
}
