#+ shape: psh:ActivityParty
#+ component: or
#+ path: -
#+ focus: id:example-fair
#+ severity: warning
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-fair para:silentOn para:organizer
}
