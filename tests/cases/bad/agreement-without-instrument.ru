#+ shape: psh:AgreementInstrument
#+ component: or
#+ path: -
#+ focus: id:example-universities
#+ severity: warning
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-universities para:silentOn para:instrument
}
