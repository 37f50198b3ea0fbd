#+ shape: psh:textLength
#+ component: node
#+ path: para:textLength
#+ focus: id:example-article
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-article para:textLength 900
} ;
INSERT DATA {
    id:example-article para:textLength 0
}
