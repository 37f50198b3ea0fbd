#+ shape: psh:instrument
#+ component: class
#+ path: para:instrument
#+ focus: id:example-forum
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-forum para:instrument id:example-coast
}
