#+ shape: psh:EthnicGroup
#+ component: closed
#+ path: para:locatedIn
#+ focus: id:example-people
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-people para:locatedIn id:example-square
}
