#+ shape: psh:title
#+ component: uniqueLang
#+ path: dcterms:title
#+ focus: id:example-article
#+ severity: violation
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX id: <https://w3id.org/paradiplomacy/id/>
INSERT DATA {
    id:example-article dcterms:title "Two cities"@en
}
