#+ shape: psh:partnerCount
#+ component: maxCount
#+ path: para:partnerCount
#+ focus: id:example-trait
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-trait para:partnerCount 3
}
