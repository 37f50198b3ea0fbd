#+ focus: id:example-gazette-street
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-gazette-street para:evidence id:example-gazette-p-street
} ;
INSERT DATA {
    id:example-gazette-street para:evidence id:example-p-visit
}
