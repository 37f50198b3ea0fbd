#+ shape: psh:partnerCount
#+ component: node
#+ path: para:partnerCount
#+ focus: id:example-port-rank
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-port-rank para:partnerCount 2
} ;
INSERT DATA {
    id:example-port-rank para:partnerCount 0
}
