#+ shape: psh:participantCount
#+ component: node
#+ path: para:participantCount
#+ focus: id:example-festival
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-festival para:participantCount 4
} ;
INSERT DATA {
    id:example-festival para:participantCount 0
}
