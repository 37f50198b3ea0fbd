#+ shape: psh:status
#+ component: node
#+ path: para:status
#+ focus: id:example-gazette-tie
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-gazette-tie para:status id:progress-running
} ;
INSERT DATA {
    id:example-gazette-tie para:status id:stage-memorandum
}
