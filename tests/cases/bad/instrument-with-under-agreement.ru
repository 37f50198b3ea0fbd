#+ shape: psh:Instrument
#+ component: closed
#+ path: para:underAgreement
#+ focus: id:example-protocol
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-protocol para:underAgreement id:example-forum
}
