#+ shape: psh:start
#+ component: lessThan
#+ path: oa:start
#+ focus: id:example-p-visit-position
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX oa: <http://www.w3.org/ns/oa#>
DELETE DATA {
    id:example-p-visit-position oa:start 300
} ;
INSERT DATA {
    id:example-p-visit-position oa:start 352
}
