#+ shape: psh:page
#+ component: nodeKind
#+ path: foaf:page
#+ focus: id:example-article
#+ severity: violation
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX id: <https://w3id.org/paradiplomacy/id/>
INSERT DATA {
    id:example-article foaf:page "https://example.org/other"
}
