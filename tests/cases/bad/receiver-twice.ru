#+ shape: psh:receiver
#+ component: maxCount
#+ path: para:receiver
#+ focus: id:example-visit
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-visit para:receiver id:example-hochschule
}
