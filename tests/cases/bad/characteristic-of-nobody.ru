#+ shape: psh:characteristicOf
#+ component: minCount
#+ path: para:characteristicOf
#+ focus: id:example-port-rank
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-port-rank para:characteristicOf id:example-beispielstadt
}
