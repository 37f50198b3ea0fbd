#+ shape: psh:lat
#+ component: node
#+ path: geo:lat
#+ focus: id:example-kota-contoh
#+ severity: violation
PREFIX geo: <http://www.w3.org/2003/01/geo/wgs84_pos#>
PREFIX id: <https://w3id.org/paradiplomacy/id/>
DELETE DATA {
    id:example-kota-contoh geo:lat 7.5
} ;
INSERT DATA {
    id:example-kota-contoh geo:lat 7
}
