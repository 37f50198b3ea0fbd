#+ shape: psh:NamedEvidence
#+ component: or
#+ path: -
#+ focus: id:example-square
#+ severity: warning
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
DELETE DATA {
    id:example-square para:evidence id:example-p-visit ; rdfs:seeAlso <https://example.org/square>
}
