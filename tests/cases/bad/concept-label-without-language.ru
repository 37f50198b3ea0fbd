#+ shape: psh:prefLabel
#+ component: datatype
#+ path: skos:prefLabel
#+ focus: id:example-concept
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
INSERT DATA {
    id:example-concept skos:prefLabel "contoh"
}
