#+ shape: psh:SubnationalActor-type
#+ component: hasValue
#+ path: rdf:type
#+ focus: id:example-province
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-province a para:SubnationalActor
}
