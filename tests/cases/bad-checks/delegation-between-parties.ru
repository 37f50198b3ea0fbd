#+ focus: id:example-visit
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-visit para:receiver id:example-beispielstadt
} ;
INSERT DATA {
    id:example-visit para:receiver id:example-bogi
}
