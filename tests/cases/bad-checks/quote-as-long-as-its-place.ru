#+ focus: id:example-p-signing
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX oa: <http://www.w3.org/ns/oa#>
DELETE DATA {
    id:example-p-signing-position oa:end 43
} ;
INSERT DATA {
    id:example-p-signing-position oa:end 44
}
