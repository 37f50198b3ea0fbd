#+ shape: psh:label
#+ component: datatype
#+ path: rdfs:label
#+ focus: id:example-people
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
INSERT DATA {
    id:example-people rdfs:label "Contoh"
}
