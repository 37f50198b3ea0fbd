#+ shape: psh:Activity-type
#+ component: hasValue
#+ path: rdf:type
#+ focus: id:example-fair
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-fair a para:Activity
}
