#+ shape: psh:RecordSector
#+ component: or
#+ path: -
#+ focus: id:example-visit
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-visit para:sector id:sector-education
}
