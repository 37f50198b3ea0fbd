#+ focus: id:example-sister-cities
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-beispielstadt para:inState id:example-land
} ;
INSERT DATA {
    id:example-beispielstadt para:inState id:example-nusa
}
