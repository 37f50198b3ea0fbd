#+ shape: psh:lengthInKilometres
#+ component: maxCount
#+ path: para:lengthInKilometres
#+ focus: id:example-street
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-street para:lengthInKilometres 1.6
}
