#+ shape: psh:long
#+ component: maxCount
#+ path: geo:long
#+ focus: id:example-kota-contoh
#+ severity: violation
PREFIX geo: <http://www.w3.org/2003/01/geo/wgs84_pos#>
PREFIX id: <https://w3id.org/paradiplomacy/id/>
INSERT DATA {
    id:example-kota-contoh geo:long 7.6
}
