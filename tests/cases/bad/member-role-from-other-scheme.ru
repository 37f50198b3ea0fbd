#+ shape: psh:memberRole
#+ component: node
#+ path: para:memberRole
#+ focus: id:example-visit-teachers
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-visit-teachers para:memberRole id:level-primary
}
