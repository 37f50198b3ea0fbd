#+ shape: psh:approximateLengthInKilometres
#+ component: maxCount
#+ path: para:approximateLengthInKilometres
#+ focus: id:example-gazette-street
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-gazette-street para:approximateLengthInKilometres 1.5
}
