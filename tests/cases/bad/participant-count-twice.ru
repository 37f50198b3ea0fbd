#+ shape: psh:participantCount
#+ component: maxCount
#+ path: para:participantCount
#+ focus: id:example-festival
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-festival para:participantCount 5
}
