#+ shape: psh:Agreement-type
#+ component: hasValue
#+ path: rdf:type
#+ focus: id:example-sister-cities
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-sister-cities a para:Agreement
}
