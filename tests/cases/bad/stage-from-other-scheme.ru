#+ shape: psh:stage
#+ component: node
#+ path: para:stage
#+ focus: id:example-gazette-tie
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-gazette-tie para:stage id:stage-memorandum
} ;
INSERT DATA {
    id:example-gazette-tie para:stage id:progress-running
}
