#+ shape: psh:start
#+ component: node
#+ path: oa:start
#+ focus: id:example-p-visit-position
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
DELETE DATA {
    id:example-p-visit-position oa:start 300
} ;
INSERT DATA {
    id:example-p-visit-position oa:start "-1"^^xsd:integer
}
