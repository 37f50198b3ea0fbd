"""The vocabulary is OWL 2 DL: declared, typed, without punning, consistent, every class satisfiable."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.term import Node
from support.reasoner import OUTSIDE, InconsistentError, needs_java, owl_rl, unsatisfiable
from support.vocabulary_tools import (
    ALIGNMENTS,
    CONCEPTS,
    CORE,
    PROPERTY_KINDS,
    core,
    graph,
    iris_of,
    name,
    names,
    release,
)

from paradiplomacy.rdf.namespaces import PARA, XSD

BUILT_IN = (str(RDF), str(RDFS), str(OWL))
# What OWL 2 DL has of RDF and RDFS; rdf:value or rdf:Statement, say, may not stand in an ontology. A term of
# OWL that is not here would be one that nobody has thought about.
OF_OWL = {
    *(RDF.type, RDF.first, RDF.rest, RDF.nil, RDF.langString),
    *(RDFS.label, RDFS.comment, RDFS.seeAlso, RDFS.isDefinedBy),
    *(RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, RDFS.Literal),
    *(OWL.Ontology, OWL.Class, *PROPERTY_KINDS, OWL.NamedIndividual, OWL.AllDisjointClasses),
    *(OWL.members, OWL.disjointWith, OWL.inverseOf, OWL.imports),
    *(OWL.versionIRI, OWL.versionInfo, OWL.priorVersion, OWL.deprecated),
    *(OWL.FunctionalProperty, OWL.SymmetricProperty, OWL.IrreflexiveProperty, OWL.AsymmetricProperty),
}
SILENT_ON = URIRef(PARA + "silentOn")


def _aligned() -> Graph:
    return graph(CORE, ALIGNMENTS)


def _alone() -> Graph:
    return graph(ALIGNMENTS)


GRAPHS = pytest.mark.parametrize(
    "of", [core, release, _aligned, _alone], ids=["core", "release", "aligned", "alignments"]
)


def _kinds(of: Graph, term: Node) -> set[Node]:
    return set(of.objects(term, RDF.type)) & {OWL.Class, *PROPERTY_KINDS}


def _classes_used(of: Graph) -> set[Node]:
    used = set(of.objects(None, RDF.type))
    for predicate in (RDFS.subClassOf, OWL.disjointWith):
        for s, o in of.subject_objects(predicate):
            used |= {s, o}
    for members in of.objects(None, OWL.members):
        assert isinstance(members, BNode)
        used |= set(Collection(of, members))
    used |= set(of.objects(None, RDFS.domain))
    used |= {o for s, o in of.subject_objects(RDFS.range) if OWL.ObjectProperty in _kinds(of, s)}
    return {c for c in used if not str(c).startswith(BUILT_IN)}


@GRAPHS
def test_every_class_used_is_declared(of: Callable[[], Graph]) -> None:
    used = _classes_used(of())
    assert used
    assert names(c for c in used if OWL.Class not in _kinds(of(), c)) == []


@GRAPHS
def test_every_property_used_is_declared(of: Callable[[], Graph]) -> None:
    used = {p for p in of().predicates() if not str(p).startswith(BUILT_IN)}
    for s, o in of().subject_objects(RDFS.subPropertyOf):
        used |= {s, o}
    assert used
    assert names(p for p in used if not _kinds(of(), p) & set(PROPERTY_KINDS)) == []


@GRAPHS
def test_every_term_is_of_one_kind(of: Callable[[], Graph]) -> None:
    terms = {s for kind in (OWL.Class, *PROPERTY_KINDS) for s in of().subjects(RDF.type, kind)}
    assert terms
    assert names(t for t in terms if len(_kinds(of(), t)) > 1) == []


@GRAPHS
def test_no_class_or_property_is_also_a_thing(of: Callable[[], Graph]) -> None:
    # para:silentOn points at properties, which an annotation property may: it entails nothing.
    terms = {s for kind in (OWL.Class, *PROPERTY_KINDS) for s in of().subjects(RDF.type, kind)}
    predicates = set(of().predicates())
    objects = {p for p in predicates if OWL.ObjectProperty in _kinds(of(), p)}
    data = {p for p in predicates if OWL.DatatypeProperty in _kinds(of(), p)}
    assert SILENT_ON not in objects
    punned = {t for t in terms for kind in of().objects(t, RDF.type) if OWL.Class in _kinds(of(), kind)}
    punned |= {o for p in objects for o in of().objects(None, p)} & terms
    punned |= {s for p in objects | data for s in of().subjects(p)} & terms
    assert names(punned) == []


@GRAPHS
def test_values_fit_the_kind_of_property(of: Callable[[], Graph]) -> None:
    wrong = set()
    for p in set(of().predicates()):
        kinds = _kinds(of(), p)
        for o in set(of().objects(None, p)):
            if (OWL.ObjectProperty in kinds and isinstance(o, Literal)) or (
                OWL.DatatypeProperty in kinds and not isinstance(o, Literal)
            ):
                wrong.add(f"{name(p)} {o!r}")
    assert sorted(wrong) == []


@pytest.mark.parametrize("of", [core, _aligned], ids=["core", "aligned"])
def test_ranges_stay_within_the_datatypes_of_owl(of: Callable[[], Graph]) -> None:
    ranges = {o for s, o in of().subject_objects(RDFS.range) if OWL.DatatypeProperty in _kinds(of(), s)}
    assert ranges
    assert names(ranges & OUTSIDE) == []
    assert names(r for r in ranges if not str(r).startswith((XSD, str(RDF), str(RDFS)))) == []


@pytest.mark.parametrize("path", [CORE, CONCEPTS, ALIGNMENTS], ids=lambda p: p.stem)
def test_an_ontology_file_keeps_to_the_terms_of_owl(path: Path) -> None:
    used = {i for i in iris_of(graph(path)) if i.startswith(BUILT_IN)}
    assert used
    assert sorted(name(i) for i in used - set(map(str, OF_OWL))) == []


def test_the_core_stands_alone() -> None:
    assert list(core().objects(None, OWL.imports)) == []


@needs_java
@GRAPHS
def test_hermit_finds_no_contradiction(of: Callable[[], Graph], tmp_path: Path) -> None:
    assert unsatisfiable(of(), tmp_path) == []


def _term(local: str) -> URIRef:
    return URIRef(PARA + local)


def _thing(local: str) -> URIRef:
    return URIRef("https://example.org/" + local)


CONTRADICTIONS = {
    "a city that is a person": [
        (_thing("a"), RDF.type, _term("City")),
        (_thing("a"), RDF.type, _term("Person")),
    ],
    "a sister city that is a delegation": [
        (_thing("a"), _term("party"), _thing("b")),
        (_thing("b"), RDF.type, _term("Delegation")),
    ],
    "a passage that is its own source": [
        (_thing("a"), _term("citesSource"), _thing("a")),
    ],
    "a city that is also a state": [
        (_thing("a"), RDF.type, _term("City")),
        (_thing("a"), RDF.type, _term("State")),
    ],
    "an agreement that cites a source": [
        (_thing("a"), RDF.type, _term("SisterCityAgreement")),
        (_thing("a"), _term("citesSource"), _thing("b")),
    ],
    "a delegation sent by a programme": [
        (_thing("a"), _term("sender"), _thing("b")),
        (_thing("b"), RDF.type, _term("Programme")),
    ],
    "evidence that is no passage": [
        (_thing("a"), _term("evidence"), _thing("b")),
        (_thing("b"), RDF.type, _term("Source")),
    ],
    "an objective reported as achieved": [
        (_thing("a"), RDF.type, _term("Objective")),
        (_thing("a"), RDF.type, _term("Outcome")),
    ],
}


@needs_java
@pytest.mark.parametrize("case", CONTRADICTIONS)
def test_hermit_finds_the_contradiction(case: str, tmp_path: Path) -> None:
    bad = Graph() + core()
    for triple in CONTRADICTIONS[case]:
        bad.add(triple)
    with pytest.raises(InconsistentError):
        unsatisfiable(bad, tmp_path)


def test_the_rules_of_owl_rl_find_each_contradiction_and_none_in_the_core() -> None:
    assert owl_rl(core()).error_messages == []
    bad = Graph() + core()
    for number, case in enumerate(CONTRADICTIONS.values()):
        for triple in case:
            own = [URIRef(f"{term}{number}") if term in (_thing("a"), _thing("b")) else term for term in triple]
            bad.add((own[0], own[1], own[2]))
    told = "\n".join(owl_rl(bad).error_messages)
    numbers = range(len(CONTRADICTIONS))
    assert [n for n in numbers if not re.search(rf"example\.org/[ab]{n}\b", told)] == []


@needs_java
def test_hermit_finds_an_impossible_class(tmp_path: Path) -> None:
    bad = Graph() + core()
    bad.add((_term("CityState"), RDF.type, OWL.Class))
    bad.add((_term("CityState"), RDFS.subClassOf, _term("City")))
    bad.add((_term("CityState"), RDFS.subClassOf, _term("State")))
    assert unsatisfiable(bad, tmp_path) == [PARA + "CityState"]
