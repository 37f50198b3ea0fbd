#+ shape: psh:partOf
#+ component: class
#+ path: para:partOf
#+ focus: id:example-fair
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-fair para:partOf id:example-sister-cities
}
