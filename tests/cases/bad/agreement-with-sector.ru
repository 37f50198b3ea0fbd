#+ shape: psh:Agreement
#+ component: closed
#+ path: para:sector
#+ focus: id:example-forum
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-forum para:sector id:sector-culture
}
