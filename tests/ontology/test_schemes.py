"""The concept schemes: labelled in both languages, in a scheme, mapped with care, and used."""

from __future__ import annotations

from collections import Counter

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, SKOS
from rdflib.term import Node
from support.vocabulary_tools import CONCEPTS, graph, name, names, release, texts
from support.waivers import stale, waived

from paradiplomacy.rdf.namespaces import ID, PARA

LANGUAGES = ("en", "id")
MAPPINGS = (SKOS.exactMatch, SKOS.closeMatch, SKOS.relatedMatch, SKOS.broadMatch, SKOS.narrowMatch)
HIERARCHY = (SKOS.broader, SKOS.narrower, SKOS.related)
NOT_A_USE = {SKOS.hasTopConcept, SKOS.member, *MAPPINGS, *HIERARCHY}


def _schemes() -> set[Node]:
    found = set(release().subjects(RDF.type, SKOS.ConceptScheme))
    assert found
    return found


def _concepts(of: Graph | None = None) -> set[Node]:
    found = set((of or release()).subjects(RDF.type, SKOS.Concept))
    assert found
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_concept_has_one_preferred_label(language: str) -> None:
    counts = {c: len(texts(c, SKOS.prefLabel, language, release())) for c in _concepts()}
    assert names(c for c, n in counts.items() if n != 1) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_concept_of_the_schemes_is_defined(language: str) -> None:
    concepts = _concepts(graph(CONCEPTS))
    counts = {c: len(texts(c, SKOS.definition, language, release())) for c in concepts}
    assert names(c for c, n in counts.items() if n != 1) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_preferred_labels_are_unique_within_a_scheme(language: str) -> None:
    counts = Counter(
        (name(scheme), label)
        for concept, scheme in release().subject_objects(SKOS.inScheme)
        for label in texts(concept, SKOS.prefLabel, language, release())
    )
    assert counts
    assert [key for key, n in counts.items() if n > 1] == []


def test_no_concept_bears_a_preferred_label_as_another_label_too() -> None:
    for concept in _concepts():
        preferred = set(release().objects(concept, SKOS.prefLabel))
        assert not preferred & set(release().objects(concept, SKOS.altLabel)), name(concept)


def test_every_concept_is_in_one_scheme() -> None:
    for concept in _concepts():
        assert len(set(release().objects(concept, SKOS.inScheme))) == 1, name(concept)
    assert names(set(release().objects(None, SKOS.inScheme)) - _schemes()) == []


def test_every_scheme_has_concepts_and_titles() -> None:
    for scheme in _schemes():
        assert (None, SKOS.inScheme, scheme) in release(), name(scheme)
        for language in LANGUAGES:
            labels = texts(scheme, SKOS.prefLabel, language, release())
            titles = texts(scheme, DCTERMS.title, language, release())
            assert len(labels) + len(titles) >= 1, f"{name(scheme)} {language}"


def test_top_concepts_agree_in_both_directions() -> None:
    down = set(release().subject_objects(SKOS.hasTopConcept))
    up = {(scheme, c) for c, scheme in release().subject_objects(SKOS.topConceptOf)}
    assert down and down == up
    assert up <= {(scheme, c) for c, scheme in release().subject_objects(SKOS.inScheme)}
    # A source's own concepts form no hierarchy, so only the value sets need top concepts.
    in_scheme = {(scheme, c) for c, scheme in graph(CONCEPTS).subject_objects(SKOS.inScheme)}
    below = {c for c in _concepts() if (c, SKOS.broader, None) in release()}
    assert names(c for _, c in in_scheme - up if c not in below) == []


def test_iris_are_readable_ids() -> None:
    for thing in _schemes() | _concepts():
        local = str(thing).removeprefix(ID)
        assert local != str(thing) and local == local.lower() and local.isascii(), name(thing)


def test_mappings_between_our_concepts_cross_schemes() -> None:
    ours = [
        (s, p, o) for p in MAPPINGS for s, o in release().subject_objects(p) if s in _concepts() and o in _concepts()
    ]
    assert ours
    for s, p, o in ours:
        schemes = [set(release().objects(c, SKOS.inScheme)) for c in (s, o)]
        assert schemes[0].isdisjoint(schemes[1]), f"{name(s)} {name(p)} {name(o)}"
        # Two fields drawn up by different authors are close, never the same.
        assert p != SKOS.exactMatch


def test_both_sector_schemes_hold_sectors() -> None:
    for scheme in ("sectors", "sister-city-fields"):
        members = set(release().subjects(SKOS.inScheme, URIRef(ID + scheme)))
        assert members
        for member in members:
            assert (member, RDF.type, URIRef(PARA + "Sector")) in release(), name(member)
    forms = set(release().subjects(SKOS.inScheme, URIRef(ID + "paradiplomacy-forms")))
    assert forms == set(release().subjects(RDF.type, URIRef(PARA + "ParadiplomacyForm")))


def test_every_concept_is_used_or_waived() -> None:
    used = {o for _, p, o in release() if p not in NOT_A_USE} | set(release().subjects(URIRef(PARA + "evidence")))
    # Answers use these, and event data from outside is joined by them; data do not.
    kept = ("statuses", "agreement-of-sources", "questions", "cameo-codes")
    statuses = {c for scheme in kept for c in release().subjects(SKOS.inScheme, URIRef(ID + scheme))}
    unused = {name(c) for c in _concepts() - statuses if c not in used}
    assert sorted(unused - waived("data")) == []
    assert stale("data", {name(c) for c in _concepts()}, unused) == []


def test_the_schemes_are_an_ontology_that_imports_the_core() -> None:
    (head,) = graph(CONCEPTS).subjects(RDF.type, OWL.Ontology)
    assert len(list(graph(CONCEPTS).objects(head, OWL.imports))) == 1


def test_a_close_match_of_two_concepts_of_ours_is_told_from_both_sides() -> None:
    ours = {
        (s, o) for s, o in release().subject_objects(SKOS.closeMatch) if str(s).startswith(ID) and str(o).startswith(ID)
    }
    assert len(ours) > 5
    assert {(o, s) for s, o in ours} == ours


#: What the codes of CAMEO can be joined with; their scope notes say why, and how far.
CAMEO = {
    "cameo-030": {("relatedMatch", "id:assertion-expected"), ("relatedMatch", "id:stage-letter-of-intent")},
    "cameo-040": {("relatedMatch", "id:stage-draft-memorandum"), ("relatedMatch", "id:stage-exploration")},
    "cameo-042": {("closeMatch", "para:Delegation")},
    "cameo-057": {("closeMatch", "para:Instrument"), ("relatedMatch", "id:stage-memorandum")},
}


def test_the_codes_of_cameo_are_mapped_as_meant() -> None:
    found: dict[str, set[tuple[str, str]]] = {}
    for kind in MAPPINGS:
        for code, other in release().subject_objects(kind):
            if str(code).startswith(f"{ID}cameo-"):
                found.setdefault(name(code), set()).add((kind.fragment, name(other)))
    assert found == {f"id:{code}": links for code, links in CAMEO.items()}
