#+ focus: id:example-festival
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-festival para:underAgreement id:example-sister-cities
} ;
INSERT DATA {
    id:example-festival para:underAgreement id:example-forum
}
