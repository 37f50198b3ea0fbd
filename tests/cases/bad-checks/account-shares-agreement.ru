#+ focus: id:example-gazette-street
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-gazette-street para:underAgreement id:example-sister-cities
} ;
INSERT DATA {
    id:example-gazette-street para:underAgreement id:example-friends
}
