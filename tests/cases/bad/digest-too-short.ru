#+ shape: psh:textDigest
#+ component: pattern
#+ path: para:textDigest
#+ focus: id:example-article
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-article para:textDigest "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
} ;
INSERT DATA {
    id:example-article para:textDigest "0123456789abcdef"
}
