#+ shape: psh:MemberGroupSize
#+ component: xone
#+ path: -
#+ focus: id:example-visit-guests
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-visit-guests para:exactSize 21
}
