#+ shape: psh:prefix
#+ component: maxLength
#+ path: oa:prefix
#+ focus: id:example-p-visit-quote
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX oa: <http://www.w3.org/ns/oa#>
INSERT DATA {
    id:example-p-visit-quote oa:prefix "contohcontohcontohcontohcontohcontohcontohcontohcontohcontoh "@id
}
