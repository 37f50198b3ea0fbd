#+ shape: psh:DelegationTime
#+ component: or
#+ path: -
#+ focus: id:example-late-visit
#+ severity: warning
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-late-visit para:silentOn para:year
}
