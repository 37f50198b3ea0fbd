#+ shape: psh:honours
#+ component: class
#+ path: para:honours
#+ focus: id:example-street
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-street para:honours id:example-square
}
