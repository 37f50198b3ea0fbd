#+ shape: psh:MemberGroupSize
#+ component: xone
#+ path: -
#+ focus: id:example-visit-teachers
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-visit-teachers para:minimumSize 3
}
