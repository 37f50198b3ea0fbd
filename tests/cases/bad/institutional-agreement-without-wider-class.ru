#+ shape: psh:Agreement-type
#+ component: hasValue
#+ path: rdf:type
#+ focus: id:example-universities
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-universities a para:Agreement
}
