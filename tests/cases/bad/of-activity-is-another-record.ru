#+ shape: psh:ofActivity
#+ component: class
#+ path: para:ofActivity
#+ focus: id:example-result
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-result para:ofActivity id:example-exchange
} ;
INSERT DATA {
    id:example-result para:ofActivity id:example-memorandum
}
