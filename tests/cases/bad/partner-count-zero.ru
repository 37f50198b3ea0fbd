#+ shape: psh:partnerCount
#+ component: node
#+ path: para:partnerCount
#+ focus: id:example-trait
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-trait para:partnerCount 2
} ;
INSERT DATA {
    id:example-trait para:partnerCount 0
}
