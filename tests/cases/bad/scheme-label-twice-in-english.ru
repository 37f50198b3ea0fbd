#+ shape: psh:prefLabel
#+ component: uniqueLang
#+ path: skos:prefLabel
#+ focus: id:example-scheme
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
INSERT DATA {
    id:example-scheme skos:prefLabel "Scheme of examples"@en
}
