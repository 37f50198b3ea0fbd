#+ focus: id:example-beispielstadt
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
INSERT DATA {
    id:example-beispielstadt skos:exactMatch <http://www.wikidata.org/entity/Q1>
}
