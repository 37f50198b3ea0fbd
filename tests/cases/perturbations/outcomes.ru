PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:outcome-trade-fair-success para:ofActivity id:sister-city-trade-fair-2002
}
