#+ shape: psh:edtf
#+ component: pattern
#+ path: para:edtf
#+ focus: id:example-friends
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-friends para:edtf "1999?"
} ;
INSERT DATA {
    id:example-friends para:edtf "1999"
}
