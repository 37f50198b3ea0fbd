#+ focus: id:example-beispielstadt
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-port-rank para:partnerCount 2
} ;
INSERT DATA {
    id:example-port-rank para:partnerCount 1 .
    id:example-sister-cities para:party id:example-bogi
}
