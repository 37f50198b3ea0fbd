#+ shape: psh:citesSource
#+ component: class
#+ path: para:citesSource
#+ focus: id:example-p-signing
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-p-signing para:citesSource id:example-these
}
