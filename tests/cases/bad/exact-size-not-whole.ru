#+ shape: psh:exactSize
#+ component: node
#+ path: para:exactSize
#+ focus: id:example-visit-teachers
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-visit-teachers para:exactSize 5
} ;
INSERT DATA {
    id:example-visit-teachers para:exactSize 5.5
}
