#+ shape: psh:PassageSection
#+ component: or
#+ path: -
#+ focus: id:example-p-visit
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-p-visit para:section "Kota Contoh-Beispielstadt / Kerja sama Bidang Pendidikan"@id
}
