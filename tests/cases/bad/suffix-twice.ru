#+ shape: psh:suffix
#+ component: maxCount
#+ path: oa:suffix
#+ focus: id:example-p-signing-quote
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX oa: <http://www.w3.org/ns/oa#>
INSERT DATA {
    id:example-p-signing-quote oa:suffix " di balai"@id
}
