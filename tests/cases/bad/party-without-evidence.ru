#+ shape: psh:NamedEvidence
#+ component: or
#+ path: -
#+ focus: id:example-land
#+ severity: warning
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-land para:evidence id:example-p-signing
}
