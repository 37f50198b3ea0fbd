#+ shape: psh:absentParty
#+ component: class
#+ path: para:absentParty
#+ focus: id:example-friends-day
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-friends-day para:absentParty id:example-bogi
} ;
INSERT DATA {
    id:example-friends-day para:absentParty id:example-boggi
}
