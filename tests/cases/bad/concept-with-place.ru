#+ shape: psh:Concept
#+ component: closed
#+ path: para:place
#+ focus: id:example-concept
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-concept para:place id:example-square
}
