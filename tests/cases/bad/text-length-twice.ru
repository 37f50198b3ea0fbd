#+ shape: psh:textLength
#+ component: maxCount
#+ path: para:textLength
#+ focus: id:example-article
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-article para:textLength 901
}
