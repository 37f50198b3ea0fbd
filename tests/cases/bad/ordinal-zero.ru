#+ shape: psh:ordinal
#+ component: node
#+ path: para:ordinal
#+ focus: id:example-festival
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-festival para:ordinal 2
} ;
INSERT DATA {
    id:example-festival para:ordinal 0
}
