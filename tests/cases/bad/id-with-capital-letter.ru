#+ shape: psh:ReadableId
#+ component: or
#+ path: -
#+ focus: <https://w3id.org/paradiplomacy/id/Example-Author>
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
INSERT DATA {
    <https://w3id.org/paradiplomacy/id/Example-Author> a para:Person ; rdfs:label "B. Penulis"@en , "B. Penulis"@id ; para:evidence id:example-p-visit
}
