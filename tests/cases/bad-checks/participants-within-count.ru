#+ focus: id:example-festival
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-festival para:participantCount 4
} ;
INSERT DATA {
    id:example-festival para:participantCount 1 ;
        para:participant id:example-university , id:example-hochschule
}
