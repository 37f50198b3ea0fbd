#+ shape: psh:DelegationMembers
#+ component: or
#+ path: -
#+ focus: id:example-return-visit
#+ severity: warning
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-return-visit para:silentOn para:memberGroup
}
