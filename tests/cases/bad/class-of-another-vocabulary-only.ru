#+ shape: psh:KnownType-type
#+ component: qualifiedMinCount
#+ path: rdf:type
#+ focus: id:example-result
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-result a para:Outcome
} ;
INSERT DATA {
    id:example-result a oa:Annotation
}
