#+ shape: psh:Concept-definition
#+ component: minCount
#+ path: skos:definition
#+ focus: id:example-concept
#+ severity: warning
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
DELETE DATA {
    id:example-concept skos:definition "A concept that serves as an example."@en .
    id:example-concept skos:definition "Konsep yang menjadi contoh."@id
}
