#+ shape: psh:issued
#+ component: node
#+ path: dcterms:issued
#+ focus: id:example-thesis
#+ severity: violation
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
DELETE DATA {
    id:example-thesis dcterms:issued "2016"^^xsd:gYear
} ;
INSERT DATA {
    id:example-thesis dcterms:issued "2016-02-30"^^xsd:date
}
