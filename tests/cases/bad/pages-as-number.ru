#+ shape: psh:pages
#+ component: datatype
#+ path: bibo:pages
#+ focus: id:example-gazette-p-street
#+ severity: violation
PREFIX bibo: <http://purl.org/ontology/bibo/>
PREFIX id: <https://w3id.org/paradiplomacy/id/>
DELETE DATA {
    id:example-gazette-p-street bibo:pages "12"
} ;
INSERT DATA {
    id:example-gazette-p-street bibo:pages 12
}
