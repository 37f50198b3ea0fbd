#+ shape: psh:Claim-about-minCount
#+ component: minCount
#+ path: para:about
#+ focus: id:example-claim
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-claim para:about id:example-concept
}
