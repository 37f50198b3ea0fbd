#+ shape: psh:sender
#+ component: maxCount
#+ path: para:sender
#+ focus: id:example-visit
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-visit para:sender id:example-university
}
