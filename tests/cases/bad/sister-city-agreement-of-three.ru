#+ shape: psh:SisterCityAgreement-party
#+ component: maxCount
#+ path: para:party
#+ focus: id:example-sister-cities
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-sister-cities para:party id:example-bogi
}
