#+ shape: psh:underAgreement-minCount
#+ component: minCount
#+ path: para:underAgreement
#+ focus: id:example-result
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-result para:underAgreement id:example-sister-cities
}
