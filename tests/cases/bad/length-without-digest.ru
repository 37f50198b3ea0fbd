#+ shape: psh:LocatedText
#+ component: or
#+ path: -
#+ focus: id:example-journal
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
INSERT DATA {
    id:example-journal para:textLength 900
}
