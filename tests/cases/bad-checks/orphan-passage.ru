#+ focus: id:example-p-signing-position
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX oa: <http://www.w3.org/ns/oa#>
DELETE DATA {
    id:example-p-signing oa:hasSelector id:example-p-signing-position
}
