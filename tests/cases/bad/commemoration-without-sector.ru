#+ shape: psh:RecordSector
#+ component: or
#+ path: -
#+ focus: id:example-stone
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-stone para:sector id:sector-culture
}
