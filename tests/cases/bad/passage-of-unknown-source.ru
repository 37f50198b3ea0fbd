#+ shape: psh:hasSource
#+ component: class
#+ path: oa:hasSource
#+ focus: id:example-p-visit
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX oa: <http://www.w3.org/ns/oa#>
DELETE DATA {
    id:example-p-visit oa:hasSource id:example-article
} ;
INSERT DATA {
    id:example-p-visit oa:hasSource id:example-articel
}
