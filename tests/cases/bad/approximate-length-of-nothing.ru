#+ shape: psh:approximateLengthInKilometres
#+ component: node
#+ path: para:approximateLengthInKilometres
#+ focus: id:example-gazette-street
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-gazette-street para:approximateLengthInKilometres 1.4
} ;
INSERT DATA {
    id:example-gazette-street para:approximateLengthInKilometres 0.0
}
