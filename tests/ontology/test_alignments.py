"""Each alignment carries its reason, and holds under what the other vocabulary says of its own terms."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from rdflib.term import Node
from support.reasoner import needs_java, unsatisfiable, with_declarations
from support.vocabulary_tools import (
    ALIGNMENTS,
    CONCEPTS,
    CORE,
    LISTS,
    PROPERTY_KINDS,
    WIKIDATA,
    core,
    graph,
    name,
    names,
    own_terms,
    vocabularies,
    wikidata_labels,
)

from paradiplomacy.rdf.namespaces import ID, PARA

LOGICAL = (RDFS.subClassOf, RDFS.subPropertyOf)
MAPPINGS = (SKOS.closeMatch, SKOS.relatedMatch, SKOS.broadMatch, SKOS.narrowMatch)
WD = WIKIDATA["wd"]
# The vocabularies that an alignment has been promised for, by the prefix of their lists.
PROMISED = ("org", "prov", "oa", "schema", "bibo", "cito", "geosparql")


def _file() -> Graph:
    return graph(ALIGNMENTS)


def _alignments() -> list[tuple[Node, URIRef, Node]]:
    found = [(s, p, o) for p in (*LOGICAL, *MAPPINGS) for s, o in _file().subject_objects(p)]
    assert found
    return found


def test_alignments_start_at_a_thing_of_ours_and_end_elsewhere() -> None:
    concepts = set(graph(CONCEPTS).subjects(RDF.type, SKOS.Concept))
    ours = own_terms() | concepts
    wrong = [f"{name(s)} {name(o)}" for s, _, o in _alignments() if s not in ours]
    wrong += [name(o) for *_, o in _alignments() if str(o).startswith((PARA, ID))]
    assert sorted(wrong) == []


@pytest.mark.parametrize("prefix", PROMISED)
def test_every_promised_vocabulary_is_aligned(prefix: str) -> None:
    (namespace,) = [v.namespace for v in vocabularies().values() if v.prefix == prefix]
    assert [o for *_, o in _alignments() if str(o).startswith(namespace)]


def test_wikidata_is_aligned_and_its_twinning_property_among_it() -> None:
    assert (URIRef(PARA + "SisterCityAgreement"), SKOS.closeMatch, URIRef(WD + "P190")) in _file()


@pytest.mark.parametrize("language", ["en", "id"])
def test_each_alignment_has_one_reason_that_names_its_target(language: str) -> None:
    wanted = Counter(f"{name(s)} > {name(o)}" for s, _, o in _alignments())
    assert max(wanted.values()) == 1, "two relations between the same two terms"
    given = Counter(
        f"{name(s)} > {str(o).split(': ')[0]}"
        for s, o in _file().subject_objects(SKOS.note)
        if isinstance(o, Literal) and o.language == language
    )
    assert given == wanted


def test_reasons_say_something() -> None:
    notes = [str(o) for o in _file().objects(None, SKOS.note)]
    reasons = [note.partition(": ")[2] for note in notes]
    assert [r for r in reasons if len(r.split()) < 3 or not r.endswith(".")] == []
    assert len(set(reasons)) == len(reasons)


def test_items_of_wikidata_get_mappings_only_and_a_label() -> None:
    found = [(s, p, o) for s, p, o in _alignments() if str(o).startswith(WD)]
    assert found
    assert [name(o) for _, p, o in found if p in LOGICAL] == []
    assert names(o for *_, o in found if _file().value(o, RDFS.label) is None) == []
    labelled = {s for s in _file().subjects(RDFS.label) if str(s).startswith(WD)}
    assert names(labelled - {o for *_, o in found}) == []


def test_subclasses_join_classes_and_subproperties_join_properties_of_one_kind() -> None:
    for s, o in _file().subject_objects(RDFS.subClassOf):
        assert {OWL.Class} == set(_file().objects(s, RDF.type)) == set(_file().objects(o, RDF.type))
    for s, o in _file().subject_objects(RDFS.subPropertyOf):
        kinds = set(_file().objects(s, RDF.type))
        assert kinds < set(PROPERTY_KINDS) and kinds == set(_file().objects(o, RDF.type)), name(s)


def test_our_terms_keep_their_kind_and_nothing_else_is_said_of_them() -> None:
    allowed = {RDF.type, SKOS.note, *LOGICAL, *MAPPINGS}
    for term in own_terms():
        assert set(_file().predicates(term)) <= allowed, name(term)
        assert set(_file().objects(term, RDF.type)) <= set(core().objects(term, RDF.type))


def test_nothing_but_a_kind_or_a_label_is_said_of_other_peoples_terms() -> None:
    others = {s for s in _file().subjects() if not str(s).startswith((PARA, ID, str(ALIGNED)))}
    assert others
    assert {p for s in others for p in _file().predicates(s)} <= {RDF.type, RDFS.label}


ALIGNED = URIRef("https://w3id.org/paradiplomacy/alignments")


def test_it_imports_nothing() -> None:
    assert list(_file().subjects(RDF.type, OWL.Ontology)) == [ALIGNED]
    assert list(_file().objects(None, OWL.imports)) == []
    assert len(list(_file().objects(ALIGNED, RDFS.comment))) == 2


def test_the_core_does_without_it() -> None:
    text = CORE.read_text(encoding="utf-8")
    foreign = [v.namespace for v in vocabularies().values() if v.prefix in {"org", "prov", "schema", "cito"}]
    assert foreign and not [n for n in (*foreign, str(ALIGNED)) if n in text]


def _axioms() -> Graph:
    found = Graph().parse(LISTS / "axioms.nt", format="nt")
    assert len(found) > 0
    return found


def _with_axioms(*extra: tuple[URIRef, URIRef, URIRef]) -> Graph:
    axioms = _axioms()
    classes = {
        term
        for predicate in (RDFS.subClassOf, OWL.disjointWith, OWL.equivalentClass)
        for pair in axioms.subject_objects(predicate)
        for term in pair
        if isinstance(term, URIRef)
    }
    result = with_declarations(graph(CORE, CONCEPTS, ALIGNMENTS), classes)
    for triple in axioms:
        if triple[1] in (RDFS.subClassOf, OWL.disjointWith, OWL.equivalentClass):
            result.add(triple)
    for triple in extra:
        result.add(triple)
    return result


@needs_java
def test_no_class_becomes_impossible_under_the_axioms_of_the_others(tmp_path: Path) -> None:
    assert unsatisfiable(_with_axioms(), tmp_path) == []


@needs_java
def test_a_wrong_alignment_would_be_found(tmp_path: Path) -> None:
    # One class stands for each alignment that might have been made: what would be both ours and theirs.
    org, prov = "http://www.w3.org/ns/org#", "http://www.w3.org/ns/prov#"
    impossible = {
        ("Instrument", org + "Organization"),
        ("Instrument", prov + "Activity"),
        ("Source", prov + "Activity"),
        ("Person", org + "Organization"),
    }
    tried = {*impossible, ("Delegation", org + "Organization"), ("Activity", prov + "Activity")}
    both = {URIRef(f"https://example.org/{a}-{b.split('#')[1]}"): (a, b) for a, b in tried}
    extra = [
        triple
        for term, (a, b) in both.items()
        for triple in (
            (term, RDF.type, OWL.Class),
            (term, RDFS.subClassOf, URIRef(PARA + a)),
            (term, RDFS.subClassOf, URIRef(b)),
        )
    ]
    assert {both[URIRef(iri)] for iri in unsatisfiable(_with_axioms(*extra), tmp_path)} == impossible


def test_stronger_relations_are_left_out_where_the_domain_would_not_hold() -> None:
    # evidence is said of activities and PROV keeps activities and entities apart; the axioms must say so,
    # or the reason in the file would rest on nothing.
    prov = "http://www.w3.org/ns/prov#"
    axioms = _axioms()
    assert (URIRef(prov + "wasDerivedFrom"), RDFS.domain, URIRef(prov + "Entity")) in axioms
    assert (URIRef(prov + "Activity"), OWL.disjointWith, URIRef(prov + "Entity")) in axioms


def test_items_of_wikidata_are_reviewed_ones_under_their_own_labels() -> None:
    reviewed = wikidata_labels()
    found = {str(o).removeprefix(WD): _file().value(o, RDFS.label) for *_, o in _alignments() if str(o).startswith(WD)}
    assert found
    assert {i: reviewed.get(i) for i in found} == {i: str(label) for i, label in found.items()}
