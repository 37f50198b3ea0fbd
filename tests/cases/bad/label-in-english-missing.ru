#+ shape: psh:label-en
#+ component: qualifiedMinCount
#+ path: rdfs:label
#+ focus: id:example-port-rank
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
DELETE DATA {
    id:example-port-rank rdfs:label "third port"@en
}
