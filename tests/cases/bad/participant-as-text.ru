#+ shape: psh:participant
#+ component: class
#+ path: para:participant
#+ focus: id:example-exchange
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-exchange para:participant "pupils"
}
