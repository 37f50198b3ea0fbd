#+ shape: psh:paraphrase-id
#+ component: qualifiedMinCount
#+ path: para:paraphrase
#+ focus: id:example-p-visit
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-p-visit para:paraphrase "Tiap tahun lima guru dan beberapa siswa datang."@id
}
