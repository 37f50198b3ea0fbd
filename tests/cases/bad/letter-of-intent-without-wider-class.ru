#+ shape: psh:Instrument-type
#+ component: hasValue
#+ path: rdf:type
#+ focus: id:example-letter
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-letter a para:Instrument
}
