#+ shape: psh:locatedIn
#+ component: or
#+ path: para:locatedIn
#+ focus: id:example-hochschule
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-hochschule para:locatedIn id:example-festival
}
