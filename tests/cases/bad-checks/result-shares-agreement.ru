#+ focus: id:example-result
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-result para:underAgreement id:example-sister-cities
} ;
INSERT DATA {
    id:example-result para:underAgreement id:example-forum
}
