#+ shape: psh:characteristicOf
#+ component: class
#+ path: para:characteristicOf
#+ focus: id:example-port-rank
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-port-rank para:characteristicOf id:example-beispielstadt
} ;
INSERT DATA {
    id:example-port-rank para:characteristicOf id:example-square
}
