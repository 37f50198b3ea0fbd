#+ shape: psh:underAgreement-minCount
#+ component: minCount
#+ path: para:underAgreement
#+ focus: id:example-visit
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-visit para:underAgreement id:example-sister-cities
}
