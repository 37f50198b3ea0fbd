#+ focus: id:example-concept
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
INSERT DATA {
    id:example-concept skos:related id:example-idea
}
