#+ shape: psh:RecordSector
#+ component: or
#+ path: -
#+ focus: id:example-fair
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-fair para:sector id:sector-education
}
