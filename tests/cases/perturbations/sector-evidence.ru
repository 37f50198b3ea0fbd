PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:foreigner-day-2008 para:evidence id:rakhmadi-p-foreigner-day
}
