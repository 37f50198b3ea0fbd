#+ shape: psh:CommemorationMaker
#+ component: or
#+ path: -
#+ focus: id:example-stone
#+ severity: warning
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-stone para:silentOn para:establishedBy
}
