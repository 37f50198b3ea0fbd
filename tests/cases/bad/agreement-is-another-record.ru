#+ shape: psh:underAgreement
#+ component: class
#+ path: para:underAgreement
#+ focus: id:example-coast
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-coast para:underAgreement id:example-result
}
