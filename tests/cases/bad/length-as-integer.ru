#+ shape: psh:lengthInKilometres
#+ component: node
#+ path: para:lengthInKilometres
#+ focus: id:example-street
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-street para:lengthInKilometres 1.5
} ;
INSERT DATA {
    id:example-street para:lengthInKilometres 1
}
