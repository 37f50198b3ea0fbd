#+ shape: psh:InstrumentSignatory
#+ component: or
#+ path: -
#+ focus: id:example-protocol
#+ severity: warning
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-protocol para:signatory id:example-province .
    id:example-protocol para:signatory id:example-bogi
}
