#+ shape: psh:references
#+ component: class
#+ path: dcterms:references
#+ focus: id:example-article
#+ severity: violation
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX id: <https://w3id.org/paradiplomacy/id/>
INSERT DATA {
    id:example-article dcterms:references id:example-these
}
