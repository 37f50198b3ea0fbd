#+ shape: psh:exact
#+ component: datatype
#+ path: oa:exact
#+ focus: id:example-p-visit-quote
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX oa: <http://www.w3.org/ns/oa#>
DELETE DATA {
    id:example-p-visit-quote oa:exact "lima guru dan beberapa siswa berkunjung setiap tahun"@id
} ;
INSERT DATA {
    id:example-p-visit-quote oa:exact "lima guru"
}
