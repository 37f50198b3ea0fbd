#+ shape: psh:paraphrase-en
#+ component: qualifiedMinCount
#+ path: para:paraphrase
#+ focus: id:example-p-visit
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-p-visit para:paraphrase "Five teachers and some pupils visit each year."@en
}
