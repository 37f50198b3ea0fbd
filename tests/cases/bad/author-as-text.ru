#+ shape: psh:creator
#+ component: class
#+ path: dcterms:creator
#+ focus: id:example-article
#+ severity: violation
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX id: <https://w3id.org/paradiplomacy/id/>
INSERT DATA {
    id:example-article dcterms:creator "B. Penulis"
}
