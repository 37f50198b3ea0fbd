#+ shape: psh:partnerCount
#+ component: maxCount
#+ path: para:partnerCount
#+ focus: id:example-port-rank
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-port-rank para:partnerCount 3
}
