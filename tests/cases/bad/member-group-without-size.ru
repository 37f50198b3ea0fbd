#+ shape: psh:MemberGroupCount
#+ component: or
#+ path: -
#+ focus: id:example-visit-others
#+ severity: warning
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-visit-others para:silentOn para:exactSize
}
