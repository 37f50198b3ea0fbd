#+ shape: psh:isPartOf
#+ component: class
#+ path: dcterms:isPartOf
#+ focus: id:example-article
#+ severity: violation
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX id: <https://w3id.org/paradiplomacy/id/>
DELETE DATA {
    id:example-article dcterms:isPartOf id:example-journal
} ;
INSERT DATA {
    id:example-article dcterms:isPartOf id:example-jurnal
}
