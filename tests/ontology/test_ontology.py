"""The vocabulary describes itself fully: labels, definitions, examples, header, names and hierarchy."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable

import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS, VANN
from rdflib.term import Node
from support.vocabulary_tools import (
    ALIGNMENTS,
    CONCEPTS,
    CORE,
    ancestors,
    core,
    data_files,
    graph,
    name,
    names,
    own_classes,
    own_properties,
    own_terms,
    release,
    texts,
)
from support.waivers import waived

from paradiplomacy.rdf.namespaces import ID, ONTOLOGY, PARA, SCHEMES, XSD

LANGUAGES = ("en", "id")
BIBO_STATUS = URIRef("http://purl.org/ontology/bibo/status")
ARTICLES = re.compile(r"^(a|an|the)\s+", re.IGNORECASE)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("predicate", [RDFS.label, SKOS.definition])
def test_every_term_has_one_label_and_one_definition(predicate: URIRef, language: str) -> None:
    counts = {name(term): len(texts(term, predicate, language)) for term in own_terms()}
    assert {term: n for term, n in counts.items() if n != 1} == {}


def test_every_term_says_where_it_is_defined() -> None:
    home = URIRef(ONTOLOGY)
    wrong = [t for t in own_terms() if list(core().objects(t, RDFS.isDefinedBy)) != [home]]
    assert names(wrong) == []


def _examples(terms: Iterable[URIRef]) -> list[tuple[URIRef, Node]]:
    return [(term, example) for term in terms for example in core().objects(term, SKOS.example)]


def test_every_term_has_an_example_and_nothing_else_stands_there() -> None:
    given = _examples(own_terms())
    # What no source so far says has none.
    assert sorted(set(names(own_terms() - {term for term, _ in given})) - waived("data")) == []
    assert [name(e) for _, e in given if not str(e).startswith(ID)] == []


def test_the_example_of_a_class_is_of_that_class() -> None:
    pairs = _examples(own_classes())
    assert pairs
    wrong = [
        f"{name(term)}: {name(example)}"
        for term, example in pairs
        if not any(term in ancestors(kind) for kind in release().objects(example, RDF.type))
    ]
    assert sorted(wrong) == []


def test_the_example_of_a_property_has_that_property() -> None:
    pairs = _examples(own_properties())
    assert pairs
    wrong = [f"{name(t)}: {name(e)}" for t, e in pairs if (e, t, None) not in release()]
    assert sorted(wrong) == []


@pytest.mark.parametrize("terms", [own_classes, own_properties], ids=["classes", "properties"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_are_unique(terms: object, language: str) -> None:
    # Among classes and among properties: `instrument` may name both the class and the property to it.
    assert callable(terms)
    counts = Counter(label for t in terms() for label in texts(t, RDFS.label, language))
    assert counts
    assert [label for label, n in counts.items() if n > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_definitions_are_unique(language: str) -> None:
    counts = Counter(d for t in own_terms() for d in texts(t, SKOS.definition, language))
    assert [text for text, n in counts.items() if n > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_definition_says_more_than_the_label(language: str) -> None:
    wrong = []
    for term in own_terms():
        for label in texts(term, RDFS.label, language):
            for definition in texts(term, SKOS.definition, language):
                start = ARTICLES.sub("", definition).casefold()
                if len(label) >= len(definition) or re.match(re.escape(label.casefold()) + r"\b", start):
                    wrong.append(f"{name(term)}: {definition}")
    assert sorted(wrong) == []


def test_no_text_has_stray_blanks_or_an_iri() -> None:
    texts_of_terms = [
        (term, predicate, o)
        for term in own_terms()
        for predicate, o in core().predicate_objects(term)
        if isinstance(o, Literal)
    ]
    assert texts_of_terms
    wrong = [
        f"{name(t)} {name(p)}: {o!r}"
        for t, p, o in texts_of_terms
        if str(o) != " ".join(str(o).split()) or (p == RDFS.label and re.search(r"[:/#]", o))
    ]
    assert sorted(wrong) == []


def test_texts_are_in_known_languages() -> None:
    # The wrong tag `in`, Indonesian until 1989, or an empty one would hide a text from every query.
    literals = [o for o in release().objects() if isinstance(o, Literal) and o.language]
    assert literals
    assert {o.language for o in literals} <= {"en", "id", "ko"}


def test_every_text_of_the_vocabulary_and_its_schemes_is_in_both_languages() -> None:
    counts: dict[tuple[Node, Node], Counter[str]] = defaultdict(Counter)
    for path in (CORE, CONCEPTS, ALIGNMENTS):
        for subject, predicate, value in graph(path):
            # What terms of others are called is theirs, and a citation is of no language.
            named = predicate == RDFS.label and path == ALIGNMENTS
            if (
                isinstance(value, Literal)
                and value.language
                and not named
                and predicate != DCTERMS.bibliographicCitation
            ):
                counts[subject, predicate][value.language] += 1
    assert len(counts) > 500
    assert [pair for pair, found in counts.items() if found["en"] != found["id"]] == []


def test_names_follow_one_style() -> None:
    local = {t: str(t).removeprefix(PARA) for t in own_terms()}
    wrong = [t for t in own_classes() if not re.fullmatch(r"([A-Z][a-z]+)+", local[t])]
    wrong += [t for t in own_properties() if not re.fullmatch(r"[a-z]+([A-Z][a-z]+)*", local[t])]
    wrong += [t for t in own_classes() if re.search(r"[a-z](And|Or)[A-Z]", local[t])]
    wrong += [t for t in own_classes() if re.match(r"Other|Misc|Unknown", local[t])]
    wrong += [t for t in own_classes() if local[t] in {"Date", "Year", "Month", "String", "Number"}]
    wrong += [t for t in own_properties() if local[t] in {"is", "isA", "isa", "sameAs"}]
    assert names(wrong) == []


@pytest.mark.parametrize("predicate", [RDFS.subClassOf, RDFS.subPropertyOf])
def test_the_hierarchy_has_no_cycle(predicate: URIRef) -> None:
    def above(term: Node) -> set[Node]:
        return {a for parent in core().objects(term, predicate) for a in ancestors(parent, predicate)}

    assert names(t for t in own_terms() if t in above(t)) == []


def test_domains_and_ranges_are_single_and_in_place() -> None:
    wrong = [
        f"{name(p)} {name(predicate)}"
        for p in own_properties()
        for predicate in (RDFS.domain, RDFS.range)
        if len(list(core().objects(p, predicate))) > 1
    ]
    assert sorted(wrong) == []
    stray = {s for p in (RDFS.domain, RDFS.range, RDFS.subPropertyOf) for s in core().subjects(p)} - own_properties()
    assert names(stray) == []


def test_a_property_says_what_has_it() -> None:
    """But those that things of kinds with no class in common may have."""
    anywhere = {"para:evidence", "para:locatedIn", "para:place", "para:silentOn", "para:sourceName"}
    assert {name(p) for p in own_properties() if not list(core().objects(p, RDFS.domain))} == anywhere


def test_no_inverse_of_itself_and_no_second_name_for_one_thing() -> None:
    assert [name(s) for s, o in core().subject_objects(OWL.inverseOf) if s == o] == []
    for predicate in (OWL.equivalentClass, OWL.equivalentProperty, OWL.sameAs):
        assert [name(s) for s in core().subjects(predicate)] == []


def _disjoint_pairs(of: Graph) -> set[frozenset[Node]]:
    pairs = {frozenset(pair) for pair in of.subject_objects(OWL.disjointWith)}
    for group in of.subjects(RDF.type, OWL.AllDisjointClasses):
        for members in of.objects(group, OWL.members):
            assert isinstance(members, BNode)
            pairs |= {frozenset(p) for p in itertools.combinations(Collection(of, members), 2)}
    return pairs


def test_every_two_classes_are_nested_or_disjoint() -> None:
    disjoint = _disjoint_pairs(core())
    assert disjoint
    undecided = [
        f"{name(a)} {name(b)}"
        for a, b in itertools.combinations(sorted(own_classes()), 2)
        if a not in ancestors(b)
        and b not in ancestors(a)
        and not any(frozenset((x, y)) in disjoint for x in ancestors(a) for y in ancestors(b))
    ]
    assert undecided == []


def test_every_class_takes_part_in_an_axiom() -> None:
    linked = set(core().objects(None, RDFS.domain)) | set(core().objects(None, RDFS.range))
    for s, o in core().subject_objects(RDFS.subClassOf):
        linked |= {s, o}
    linked |= {c for pair in _disjoint_pairs(core()) for c in pair}
    assert names(own_classes() - linked) == []


def test_the_header_is_complete() -> None:
    head = URIRef(ONTOLOGY)
    assert list(core().subjects(RDF.type, OWL.Ontology)) == [head]
    for predicate in (DCTERMS.title, DCTERMS.description, DCTERMS.abstract):
        for language in LANGUAGES:
            assert len(texts(head, predicate, language)) == 1, f"{name(predicate)} {language}"
    for predicate in (
        DCTERMS.creator,
        DCTERMS.publisher,
        DCTERMS.license,
        DCTERMS.source,
        DCTERMS.bibliographicCitation,
        BIBO_STATUS,
        OWL.versionIRI,
        OWL.versionInfo,
    ):
        assert len(list(core().objects(head, predicate))) == 1, name(predicate)
    days = []
    for predicate in (DCTERMS.created, DCTERMS.issued, DCTERMS.modified):
        (day,) = core().objects(head, predicate)
        assert isinstance(day, Literal) and day.datatype == URIRef(XSD + "date"), name(predicate)
        days.append(str(day))
    assert days[0] <= days[1] and days[0] <= days[2]
    assert str(core().value(head, VANN.preferredNamespacePrefix)) == "para"
    assert str(core().value(head, VANN.preferredNamespaceUri)) == PARA
    assert str(core().value(head, DCTERMS.license)).startswith("https://creativecommons.org/")


def test_whoever_the_header_names_has_a_label() -> None:
    for predicate in (DCTERMS.creator, DCTERMS.publisher, DCTERMS.source):
        (named,) = core().objects(URIRef(ONTOLOGY), predicate)
        for language in LANGUAGES:
            assert texts(named, RDFS.label, language, release()), f"{name(named)} {language}"


@pytest.mark.parametrize(
    ("path", "iri"),
    [
        (CORE, ONTOLOGY),
        (CONCEPTS, SCHEMES),
        (ALIGNMENTS, ONTOLOGY.replace("ontology", "alignments")),
    ],
    ids=["ontology", "schemes", "alignments"],
)
def test_only_the_version_iri_carries_the_version(path: object, iri: str) -> None:
    (found,) = [p for p in (CORE, CONCEPTS, ALIGNMENTS) if p == path]
    triples, head = graph(found), URIRef(iri)
    version = str(triples.value(head, OWL.versionInfo))
    assert re.fullmatch(r"\d+\.\d+\.\d+", version)
    assert str(triples.value(head, OWL.versionIRI)) == f"{iri}/{version}"
    carrying = [s for s in triples.subjects() if re.search(r"\d+\.\d+\.\d+", str(s))]
    assert carrying == []
    assert not any(re.search(r"/v?\d+\.\d+", str(t)) for t in own_terms())


def test_no_registration_is_claimed() -> None:
    # There is no DOI, no entry at prefix.cc or LOV; only the article's own identifiers may look like one.
    for path in (CORE, CONCEPTS, ALIGNMENTS):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"doi\.org|bibo:doi|prefix\.cc|lov\.linkeddata|zenodo|includedIn", text)


def test_the_data_have_no_blank_nodes() -> None:
    files = [*data_files(), CONCEPTS, ALIGNMENTS]
    assert len(files) > 2
    found = [path.name for path in files if any(isinstance(t, BNode) for t in graph(path).all_nodes())]
    assert found == []
