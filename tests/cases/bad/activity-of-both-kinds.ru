#+ shape: psh:ActivityKind
#+ component: not
#+ path: -
#+ focus: id:example-fair
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-fair a para:Programme
}
