#+ shape: psh:party
#+ component: minCount
#+ path: para:party
#+ focus: id:example-forum
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-forum para:party id:example-bogi
}
