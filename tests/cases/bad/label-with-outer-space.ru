#+ shape: psh:label-form
#+ component: pattern
#+ path: rdfs:label
#+ focus: id:example-author
#+ severity: warning
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
DELETE DATA {
    id:example-author rdfs:label "A. Penulis"@en
} ;
INSERT DATA {
    id:example-author rdfs:label "A. Penulis "@en
}
