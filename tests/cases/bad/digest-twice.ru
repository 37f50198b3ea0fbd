#+ shape: psh:textDigest
#+ component: maxCount
#+ path: para:textDigest
#+ focus: id:example-article
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-article para:textDigest "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210"
}
