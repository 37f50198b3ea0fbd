PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX semapv: <https://w3id.org/semapv/vocab/>
PREFIX sssom: <https://w3id.org/sssom/>
DELETE DATA {
    id:link-busan sssom:mapping_justification semapv:CompositeMatching
}
