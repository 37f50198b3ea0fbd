PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX id: <https://w3id.org/paradiplomacy/id/>
DELETE DATA {
    id:rakhmadi dcterms:references id:clarke-2009
}
