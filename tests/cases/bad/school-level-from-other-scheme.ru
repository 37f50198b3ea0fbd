#+ shape: psh:schoolLevel
#+ component: node
#+ path: para:schoolLevel
#+ focus: id:example-visit-teachers
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-visit-teachers para:schoolLevel id:kind-school
}
