#+ shape: psh:label
#+ component: uniqueLang
#+ path: rdfs:label
#+ focus: id:example-land
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
INSERT DATA {
    id:example-land rdfs:label "Example Land"@en
}
