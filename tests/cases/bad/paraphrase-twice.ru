#+ shape: psh:paraphrase
#+ component: uniqueLang
#+ path: para:paraphrase
#+ focus: id:example-p-visit
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-p-visit para:paraphrase "They visit."@en
}
