#+ shape: psh:Instrument-type
#+ component: hasValue
#+ path: rdf:type
#+ focus: id:example-memorandum
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-memorandum a para:Instrument
}
