#+ shape: psh:InstrumentPlace
#+ component: or
#+ path: -
#+ focus: id:example-letter
#+ severity: warning
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-letter para:place id:example-kota-contoh
}
