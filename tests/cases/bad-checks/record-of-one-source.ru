#+ focus: id:example-result
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-p-signing oa:hasSource id:example-article
} ;
INSERT DATA {
    id:example-p-signing oa:hasSource id:example-thesis .
    id:example-result para:evidence id:example-p-signing
}
