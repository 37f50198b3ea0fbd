#+ focus: id:example-street
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-street para:honours id:example-beispielstadt
} ;
INSERT DATA {
    id:example-street para:honours id:example-bogi
}
