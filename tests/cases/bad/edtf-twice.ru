#+ shape: psh:edtf
#+ component: maxCount
#+ path: para:edtf
#+ focus: id:example-friends
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-friends para:edtf "1998?"
}
