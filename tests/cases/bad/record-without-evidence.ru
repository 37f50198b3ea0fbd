#+ shape: psh:Record-evidence-minCount
#+ component: minCount
#+ path: para:evidence
#+ focus: id:example-coast
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-coast para:evidence id:example-p-visit
}
