#+ shape: psh:Concept-type
#+ component: hasValue
#+ path: rdf:type
#+ focus: id:example-form
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
DELETE DATA {
    id:example-form a skos:Concept
}
