#+ shape: psh:ParadiplomacyForm-scheme
#+ component: hasValue
#+ path: skos:inScheme
#+ focus: id:example-form
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
DELETE DATA {
    id:example-form skos:inScheme id:paradiplomacy-forms
} ;
INSERT DATA {
    id:example-form skos:inScheme id:example-scheme
}
