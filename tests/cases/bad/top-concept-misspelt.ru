#+ shape: psh:hasTopConcept
#+ component: class
#+ path: skos:hasTopConcept
#+ focus: id:example-scheme
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
INSERT DATA {
    id:example-scheme skos:hasTopConcept id:example-concep
}
