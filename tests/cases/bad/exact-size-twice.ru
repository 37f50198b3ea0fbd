#+ shape: psh:exactSize
#+ component: maxCount
#+ path: para:exactSize
#+ focus: id:example-visit-teachers
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-visit-teachers para:exactSize 6
}
