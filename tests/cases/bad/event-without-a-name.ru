#+ shape: psh:NoBlankNode
#+ component: nodeKind
#+ path: -
#+ focus: _:
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
INSERT DATA {
    _:fair a para:Activity , para:Event ; rdfs:label "fair"@en , "pameran"@id ; para:underAgreement id:example-sister-cities ; para:sector id:sector-economy ; para:organizer id:example-kota-contoh ; para:year "2015"^^xsd:gYear ; para:assertionKind id:assertion-stated ; para:evidence id:example-p-visit
}
