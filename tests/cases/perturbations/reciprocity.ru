PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
DELETE DATA {
    id:medan-students-gwangju para:partOf id:medan-gwangju-student-exchange
}
