PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>

DELETE DATA {
    id:surabaya-busan para:party id:busan
}
