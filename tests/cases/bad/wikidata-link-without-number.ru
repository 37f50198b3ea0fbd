#+ shape: psh:exactMatch
#+ component: or
#+ path: skos:exactMatch
#+ focus: id:example-kota-contoh
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
INSERT DATA {
    id:example-kota-contoh skos:exactMatch <http://www.wikidata.org/entity/Q0>
}
