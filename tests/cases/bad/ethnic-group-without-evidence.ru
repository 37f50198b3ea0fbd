#+ shape: psh:NamedEvidence
#+ component: or
#+ path: -
#+ focus: id:example-people
#+ severity: warning
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-people para:evidence id:example-p-visit
}
