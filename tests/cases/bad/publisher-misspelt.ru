#+ shape: psh:publisher
#+ component: class
#+ path: dcterms:publisher
#+ focus: id:example-article
#+ severity: violation
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX id: <https://w3id.org/paradiplomacy/id/>
DELETE DATA {
    id:example-article dcterms:publisher id:example-university
} ;
INSERT DATA {
    id:example-article dcterms:publisher id:example-univercity
}
