#+ shape: psh:Delegation
#+ component: closed
#+ path: para:receivr
#+ focus: id:example-visit
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-visit para:receivr id:example-beispielstadt
}
