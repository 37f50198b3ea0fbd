#+ shape: psh:stage
#+ component: maxCount
#+ path: para:stage
#+ focus: id:example-gazette-tie
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-gazette-tie para:stage id:stage-exploration
}
