#+ shape: psh:section
#+ component: datatype
#+ path: para:section
#+ focus: id:example-p-visit
#+ severity: violation
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:example-p-visit para:section "Kota Contoh-Beispielstadt / Kerja sama Bidang Pendidikan"@id
} ;
INSERT DATA {
    id:example-p-visit para:section "Kota Contoh-Beispielstadt / Kerja sama Bidang Pendidikan"
}
