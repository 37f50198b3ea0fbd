#+ shape: psh:approximateStay
#+ component: maxCount
#+ path: para:approximateStay
#+ focus: id:example-return-visit
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
INSERT DATA {
    id:example-return-visit para:approximateStay "P8D"^^xsd:duration
}
