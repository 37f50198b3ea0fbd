#+ shape: psh:InstitutionalAgreement-party-kind
#+ component: not
#+ path: para:party
#+ focus: id:example-universities
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-universities para:party id:example-land
}
