#+ shape: psh:absentParty
#+ component: disjoint
#+ path: para:absentParty
#+ focus: id:example-friends-day
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-friends-day para:participant id:example-bogi
}
