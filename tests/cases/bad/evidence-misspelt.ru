#+ shape: psh:evidence
#+ component: class
#+ path: para:evidence
#+ focus: id:example-thesis
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-thesis para:evidence id:example-p-singing
}
