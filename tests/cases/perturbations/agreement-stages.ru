PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:upn-thesis-memorandum-1994 para:stage id:stage-memorandum
}
