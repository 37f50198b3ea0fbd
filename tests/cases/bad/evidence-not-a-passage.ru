#+ shape: psh:evidence
#+ component: class
#+ path: para:evidence
#+ focus: id:example-coast
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-coast para:evidence id:example-article
}
