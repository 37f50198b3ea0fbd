#+ shape: psh:sector
#+ component: class
#+ path: para:sector
#+ focus: id:example-claim
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-claim para:sector id:sector-education
} ;
INSERT DATA {
    id:example-claim para:sector id:level-primary
}
