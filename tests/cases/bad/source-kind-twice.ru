#+ shape: psh:sourceKind
#+ component: maxCount
#+ path: para:sourceKind
#+ focus: id:example-thesis
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-thesis para:sourceKind id:source-kind-study
}
