#+ shape: psh:Person
#+ component: closed
#+ path: para:locatedIn
#+ focus: id:example-author
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-author para:locatedIn id:example-square
}
