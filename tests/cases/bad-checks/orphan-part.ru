#+ focus: id:example-protocol
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-forum para:instrument id:example-protocol
} ;
INSERT DATA {
    id:example-forum para:silentOn para:instrument
}
