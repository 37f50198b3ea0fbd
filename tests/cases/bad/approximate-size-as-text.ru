#+ shape: psh:approximateSize
#+ component: node
#+ path: para:approximateSize
#+ focus: id:example-visit-guests
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-visit-guests para:approximateSize 20
} ;
INSERT DATA {
    id:example-visit-guests para:approximateSize "twenty"
}
