#+ shape: psh:approximateSize
#+ component: maxCount
#+ path: para:approximateSize
#+ focus: id:example-visit-guests
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-visit-guests para:approximateSize 30
}
