#+ shape: psh:minimumSize
#+ component: maxCount
#+ path: para:minimumSize
#+ focus: id:example-visit-pupils
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-visit-pupils para:minimumSize 4
}
