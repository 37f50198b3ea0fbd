#+ shape: psh:hasSource
#+ component: maxCount
#+ path: oa:hasSource
#+ focus: id:example-p-visit
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX oa: <http://www.w3.org/ns/oa#>
INSERT DATA {
    id:example-p-visit oa:hasSource id:example-thesis
}
