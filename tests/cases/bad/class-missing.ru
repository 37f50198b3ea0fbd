#+ shape: psh:KnownType-type
#+ component: qualifiedMinCount
#+ path: rdf:type
#+ focus: id:example-result
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-result a para:Outcome
}
