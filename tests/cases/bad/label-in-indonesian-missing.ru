#+ shape: psh:label-id
#+ component: qualifiedMinCount
#+ path: rdfs:label
#+ focus: id:example-square
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
DELETE DATA {
    id:example-square rdfs:label "Alun-Alun Contoh"@id
}
