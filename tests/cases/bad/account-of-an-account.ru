#+ shape: psh:accountOf
#+ component: not
#+ path: para:accountOf
#+ focus: id:example-gazette-street
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-gazette-street para:accountOf id:example-street
} ;
INSERT DATA {
    id:example-gazette-street para:accountOf id:example-gazette-tie
}
