#+ shape: psh:Characteristic
#+ component: closed
#+ path: para:sector
#+ focus: id:example-port-rank
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-port-rank para:sector id:sector-economy
}
