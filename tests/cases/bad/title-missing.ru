#+ shape: psh:title
#+ component: minCount
#+ path: dcterms:title
#+ focus: id:example-thesis
#+ severity: violation
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX id: <https://w3id.org/paradiplomacy/id/>
DELETE DATA {
    id:example-thesis dcterms:title "Skripsi contoh"@id
}
