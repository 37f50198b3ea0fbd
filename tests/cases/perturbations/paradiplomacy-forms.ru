PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:rakhmadi-p-form-proto para:citesSource id:duchacek-1986
}
