#+ shape: psh:invitedParty
#+ component: class
#+ path: para:invitedParty
#+ focus: id:example-friends-day
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-friends-day para:invitedParty id:example-beispielstadt
} ;
INSERT DATA {
    id:example-friends-day para:invitedParty id:example-beispielstat
}
