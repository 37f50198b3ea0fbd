#+ shape: psh:long
#+ component: node
#+ path: geo:long
#+ focus: id:example-kota-contoh
#+ severity: violation
PREFIX geo: <http://www.w3.org/2003/01/geo/wgs84_pos#>
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
DELETE DATA {
    id:example-kota-contoh geo:long 112.5
} ;
INSERT DATA {
    id:example-kota-contoh geo:long "-180.5"^^xsd:decimal
}
