#+ shape: psh:end
#+ component: maxCount
#+ path: oa:end
#+ focus: id:example-p-visit-position
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX oa: <http://www.w3.org/ns/oa#>
INSERT DATA {
    id:example-p-visit-position oa:end 353
}
