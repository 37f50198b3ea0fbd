"""Every term of ours is used, and every term that is used exists, in our vocabulary and in those we reuse."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from rdflib import URIRef
from rdflib.namespace import RDF
from support.vocabulary_tools import (
    CONCEPTS,
    LISTS,
    OWN,
    ROOT,
    WIKIDATA,
    bindings,
    data_files,
    graph,
    iris_of,
    iris_of_query,
    name,
    own_terms,
    prefixes_of,
    query_texts,
    turtle_files,
    vocabularies,
    wikidata_labels,
)
from support.waivers import FILE, PLACES, rows, stale, waived

from paradiplomacy.rdf.namespaces import ID, ONTOLOGY, PARA, SCHEMES, SHAPES
from paradiplomacy.release import check_files, query_files, shapes_file

PYTHON = sorted((ROOT / "src").rglob("*.py"))
#: The page of the scores lists what was put in the place of terms, so that they do not exist.
PAGES = sorted({*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")} - {ROOT / "docs" / "quality.md"})
OF_OURS = re.compile(r"(?<![\w:/])para:([A-Za-z]\w*)|https://w3id\.org/paradiplomacy/ontology#([A-Za-z]\w*)")


def _queried(paths: Iterable[Path]) -> set[str]:
    texts = [path.read_text(encoding="utf-8") for path in paths]
    assert texts
    return {iri for text in texts for iri in iris_of_query(text)}


def _used_in(place: str) -> set[str]:
    if place == "data":
        # A literal's datatype or the target of silentOn is no use: only what is said with the term counts.
        triples = graph(CONCEPTS, *data_files())
        kinds = {str(o) for o in triples.objects(None, RDF.type)}
        return kinds | {str(p) for p in triples.predicates()}
    if place == "shape":
        return iris_of(graph(shapes_file()))
    return _queried([*query_files(), *check_files()])


@pytest.mark.parametrize("place", PLACES)
def test_every_term_is_used_or_waived(place: str) -> None:
    used = _used_in(place)
    unused = {name(t) for t in own_terms() if str(t) not in used}
    assert len(unused) < len(own_terms())
    assert sorted(unused - waived(place)) == []
    assert stale(place, {name(t) for t in own_terms()}, unused) == []


def test_waivers_are_well_formed() -> None:
    assert FILE.read_text(encoding="utf-8").startswith("term,place,reason\n")
    keys = [(row["term"], row["place"]) for row in rows()]
    assert keys == sorted(set(keys))
    assert [row for row in rows() if row["place"] not in PLACES] == []
    assert [row for row in rows() if len((row["reason"] or "").split()) < 4] == []
    known = {name(t) for t in own_terms()}
    unknown = [t for t, _ in keys if t.startswith("para:") and t not in known]
    assert unknown == []


def _ours(text: str) -> set[str]:
    return {PARA + (match[1] or match[2]) for match in OF_OURS.finditer(text)}


@pytest.mark.parametrize("path", turtle_files(), ids=lambda p: str(p.relative_to(ROOT)))
def test_the_terms_of_ours_in_a_turtle_file_exist(path: Path) -> None:
    used = {i for i in iris_of(graph(path)) if i.startswith(PARA) and i != PARA}
    assert sorted(map(name, used - set(map(str, own_terms())))) == []


@pytest.mark.parametrize("path", query_texts(), ids=lambda p: str(p.relative_to(ROOT)))
def test_the_terms_of_ours_in_a_query_exist(path: Path) -> None:
    used = {i for i in iris_of_query(query_texts()[path]) if i.startswith(PARA) and i != PARA}
    assert sorted(map(name, used - set(map(str, own_terms())))) == []


@pytest.mark.parametrize("paths", [PYTHON, PAGES], ids=["python", "pages"])
def test_the_terms_of_ours_in_code_and_pages_exist(paths: list[Path]) -> None:
    assert paths
    known = set(map(str, own_terms()))
    wrong = {
        f"{path.relative_to(ROOT)}: {name(iri)}"
        for path in paths
        for iri in _ours(path.read_text(encoding="utf-8")) - known
    }
    assert sorted(wrong) == []


def _unknown(iris: set[str]) -> list[str]:
    """The IRIs that lie in the namespace of a listed vocabulary, or of Wikidata, and do not exist there."""
    wrong = []
    for iri in iris:
        for namespace, vocabulary in vocabularies().items():
            if iri.startswith(namespace) and iri != namespace and iri not in vocabulary.terms:
                wrong.append(iri)
        for namespace in WIKIDATA.values():
            local = iri.removeprefix(namespace)
            if iri.startswith(namespace) and re.fullmatch(r"P\d+", local):
                wrong += [] if local in wikidata_labels() else [iri]
    return sorted(map(name, wrong))


@pytest.mark.parametrize("path", turtle_files(), ids=lambda p: str(p.relative_to(ROOT)))
def test_the_reused_terms_in_a_turtle_file_exist(path: Path) -> None:
    assert _unknown(iris_of(graph(path))) == []


@pytest.mark.parametrize("path", query_texts(), ids=lambda p: str(p.relative_to(ROOT)))
def test_the_reused_terms_in_a_query_exist(path: Path) -> None:
    assert _unknown(iris_of_query(query_texts()[path])) == []


@pytest.mark.parametrize("path", turtle_files(), ids=lambda p: str(p.relative_to(ROOT)))
def test_properties_and_classes_come_from_listed_vocabularies(path: Path) -> None:
    triples = graph(path)
    used = {str(p) for p in triples.predicates()} | {str(o) for o in triples.objects(None, RDF.type)}
    listed = (*vocabularies(), PARA)
    assert sorted(map(name, (i for i in used if not i.startswith(listed)))) == []


@pytest.mark.parametrize("path", [*turtle_files(), *query_texts()], ids=lambda p: str(p.relative_to(ROOT)))
def test_prefixes_are_bound_to_the_namespace_of_the_vocabulary(path: Path) -> None:
    bound = prefixes_of(path.read_text(encoding="utf-8"))
    assert bound or path.suffix == ".rq", "a query may do without prefixes, a Turtle file of ours does not"
    assert [(p, n) for p, n in bound if bindings().get(p) != n] == []


def test_prefixes_of_the_code_agree_too() -> None:
    from paradiplomacy.rdf.namespaces import PREFIXES

    assert {p: n for p, n in PREFIXES.items() if bindings().get(p) != n} == {}


def test_the_lists_hold_terms_of_their_namespaces() -> None:
    assert len(vocabularies()) == len(list(LISTS.glob("*.txt"))) > 15
    assert len({v.prefix for v in vocabularies().values()} | set(OWN) | set(WIKIDATA)) == len(bindings())
    for vocabulary in vocabularies().values():
        assert vocabulary.terms
        assert all(t.startswith(vocabulary.namespace) and " " not in t for t in vocabulary.terms)
        path = LISTS / f"{vocabulary.prefix}.txt"
        assert re.search(r"taken from \S", path.read_text(encoding="utf-8").splitlines()[0])


def test_our_own_namespaces_are_the_ones_of_the_design() -> None:
    root = "https://w3id.org/paradiplomacy/"
    assert (root + "ontology", root + "schemes") == (ONTOLOGY, SCHEMES)
    assert (root + "ontology#", root + "id/", root + "shapes#") == (PARA, ID, SHAPES)
    assert URIRef(PARA + "City") in own_terms()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("PREFIX sh: <http://www.w3.org/ns/shacl#> SELECT * { ?s sh:dataType ?o }", ["sh:dataType"]),
        ("SELECT * { ?s <http://www.w3.org/ns/oa#hasSelecter> ?o }", ["oa:hasSelecter"]),
        ('PREFIX oa: <http://www.w3.org/ns/oa#> SELECT * { ?s oa:exact "oa:no" # oa:no\n }', []),
        ("PREFIX p: <http://www.wikidata.org/prop/> SELECT * { ?s p:P9 ?o }", ["p:P9"]),
        ("PREFIX p: <http://www.wikidata.org/prop/> SELECT * { ?s p:P190 ?o }", []),
    ],
)
def test_a_term_that_does_not_exist_is_found(query: str, found: list[str]) -> None:
    assert _unknown(iris_of_query(query)) == found


def test_a_wrong_binding_is_found() -> None:
    wrong = "PREFIX dcterms: <http://purl.org/dc/terms#>\n@prefix oa: <http://www.w3.org/ns/oa#> ."
    bound = prefixes_of(wrong)
    assert [p for p, n in bound if bindings().get(p) != n] == ["dcterms"]


def test_a_term_of_ours_is_found_in_a_text_and_a_call_is_not() -> None:
    text = "para:City para.load() para:party; https://w3id.org/paradiplomacy/ontology#Event"
    assert {name(i) for i in _ours(text)} == {"para:City", "para:party", "para:Event"}
