#+ shape: psh:Passage-superclass
#+ component: hasValue
#+ path: rdf:type
#+ focus: id:example-p-visit
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX oa: <http://www.w3.org/ns/oa#>
DELETE DATA {
    id:example-p-visit a oa:SpecificResource
}
