#+ shape: psh:sharedBy
#+ component: class
#+ path: para:sharedBy
#+ focus: id:example-coast
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-coast para:sharedBy id:example-people
}
