#+ shape: psh:KoreanCityLabel
#+ component: or
#+ path: -
#+ focus: id:example-bogi
#+ severity: warning
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
DELETE DATA {
    id:example-bogi rdfs:label "보기시"@ko
}
