#+ shape: psh:PassagePosition
#+ component: or
#+ path: -
#+ focus: id:example-p-visit
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX oa: <http://www.w3.org/ns/oa#>
DELETE DATA {
    id:example-p-visit oa:hasSelector id:example-p-visit-position
}
