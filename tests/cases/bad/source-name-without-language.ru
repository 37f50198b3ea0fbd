#+ shape: psh:sourceName
#+ component: datatype
#+ path: para:sourceName
#+ focus: id:example-nusa
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-nusa para:sourceName "Nusa"
}
