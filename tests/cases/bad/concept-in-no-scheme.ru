#+ shape: psh:inScheme
#+ component: minCount
#+ path: skos:inScheme
#+ focus: id:example-concept
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
DELETE DATA {
    id:example-concept skos:inScheme id:example-scheme
}
