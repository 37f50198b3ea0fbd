#+ shape: psh:underAgreement-minCount
#+ component: minCount
#+ path: para:underAgreement
#+ focus: id:example-fair
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-fair para:underAgreement id:example-sister-cities
}
