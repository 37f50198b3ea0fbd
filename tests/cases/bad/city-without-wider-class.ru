#+ shape: psh:SubnationalActor-type
#+ component: hasValue
#+ path: rdf:type
#+ focus: id:example-kota-contoh
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-kota-contoh a para:SubnationalActor
}
