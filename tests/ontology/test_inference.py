"""A reasoner may only repeat what the data say: no domain or range gives a thing a type that it lacks."""

from __future__ import annotations

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from rdflib.term import Node
from support.reasoner import owl_rl
from support.vocabulary_tools import ALIGNMENTS, LISTS, ancestors, core, graph, name, release

from paradiplomacy.rdf.namespaces import ID, PARA


def _superproperties(rules: Graph, used: Node) -> set[Node]:
    return ancestors(used, RDFS.subPropertyOf, rules)


def unexpected_types(data: Graph, rules: Graph) -> set[tuple[Node, Node]]:
    """Things and the types that RDFS entails for them beyond their asserted types and what lies above these."""
    entailed: set[tuple[Node, Node]] = set()
    for used in set(data.predicates()):
        for prop in _superproperties(rules, used):
            for kind in rules.objects(prop, RDFS.domain):
                entailed |= {(s, kind) for s in data.subjects(used)}
            for kind in rules.objects(prop, RDFS.range):
                entailed |= {(o, kind) for o in data.objects(None, used) if not isinstance(o, Literal)}
    expected = {
        (thing, above)
        for thing, kind in data.subject_objects(RDF.type)
        for above in ancestors(kind, RDFS.subClassOf, rules)
    }
    return entailed - expected


def _named(pairs: set[tuple[Node, Node]]) -> list[str]:
    return sorted(f"{name(thing)} would become a {name(kind)}" for thing, kind in pairs)


def test_the_release_entails_no_new_type() -> None:
    assert len(list(release().subjects(RDF.type))) > 0
    assert _named(unexpected_types(release(), release())) == []


ABSTRACT = {URIRef(PARA + "Party"), URIRef(PARA + "Record"), OWL.Thing}


def closed_types(of: Graph) -> set[tuple[Node, Node]]:
    """Things of ours and the types that the closure under OWL RL adds to theirs, the abstract classes left out."""
    closure = owl_rl(of)
    assert closure.error_messages == []
    assert len(closure.graph) > len(of)
    types = set(closure.graph.subject_objects(RDF.type)) - set(of.subject_objects(RDF.type))
    return {(thing, kind) for thing, kind in types if str(thing).startswith(ID) and kind not in ABSTRACT}


@pytest.mark.slow
def test_the_closure_of_the_release_under_owl_rl_adds_no_type() -> None:
    assert _named(closed_types(release())) == []


def test_a_type_that_the_closure_adds_is_seen() -> None:
    alda, fair = URIRef(ID + "alda"), URIRef(ID + "fair")
    data = Graph() + core()
    data.add((alda, URIRef(PARA + "citesSource"), fair))
    assert closed_types(data) == {(alda, URIRef(PARA + "Passage")), (fair, URIRef(PARA + "Source"))}


def test_neither_do_the_alignments_under_the_axioms_of_other_vocabularies() -> None:
    rules = release() + graph(ALIGNMENTS) + Graph().parse(LISTS / "axioms.nt", format="nt")
    ours = {(t, k) for t, k in unexpected_types(release(), rules) if str(t).startswith(ID)}
    assert _named(ours) == []


def test_superclasses_are_asserted_so_that_no_query_needs_a_reasoner() -> None:
    # A query for activities must find programmes; only the two abstract classes are left to be derived.
    abstract = {*ABSTRACT, SKOS.Concept}
    asserted = set(release().subject_objects(RDF.type))
    missing = {
        (thing, above)
        for thing, kind in asserted
        for above in ancestors(kind, RDFS.subClassOf, release())
        if str(above).startswith(PARA) and (thing, above) not in asserted and above not in abstract
    }
    assert _named(missing) == []
    assert not [t for t, kind in asserted if kind in abstract - {SKOS.Concept}]


def test_every_thing_described_in_the_data_has_a_type() -> None:
    described = {s for s in release().subjects() if str(s).startswith(ID)}
    assert described
    untyped = {s for s in described if (s, RDF.type, None) not in release()}
    assert sorted(map(name, untyped)) == []


def test_every_thing_referred_to_is_described() -> None:
    named = {o for o in release().objects() if isinstance(o, URIRef) and o.startswith(ID)}
    assert named
    assert sorted(name(o) for o in named if (o, None, None) not in release()) == []


def test_a_type_that_creeps_in_is_found() -> None:
    rules = Graph()
    city, actor, party = (URIRef(PARA + n) for n in ("City", "SubnationalActor", "Party"))
    hosts, leads = URIRef(PARA + "hosts"), URIRef(PARA + "leads")
    rules.add((city, RDFS.subClassOf, actor))
    rules.add((actor, RDFS.subClassOf, party))
    rules.add((hosts, RDFS.domain, party))
    rules.add((leads, RDFS.subPropertyOf, hosts))
    rules.add((hosts, RDFS.range, city))
    data = Graph()
    alda, fair = URIRef(ID + "alda"), URIRef(ID + "fair")
    data.add((alda, RDF.type, city))
    data.add((alda, leads, fair))
    data.add((fair, RDF.type, URIRef(PARA + "Event")))
    assert unexpected_types(data, rules) == {(fair, city)}
    assert OWL.Thing not in {kind for _, kind in unexpected_types(data, rules)}
