PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:medan-gwangju-loi-1997 para:evidence id:rakhmadi-p-loi
}
