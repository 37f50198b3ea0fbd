"""The counts of void.ttl, computed a second time with rdflib and SPARQL from the files themselves."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import DCTERMS, RDF, VOID

from paradiplomacy.publishing import void
from paradiplomacy.rdf import write as serialise
from paradiplomacy.rdf.namespaces import ID, ONTOLOGY, SCHEMES
from paradiplomacy.rdf.read import load_store
from paradiplomacy.release import graph_files, home, named_graphs

DATASET = rdflib.URIRef(ID + "dataset")
LINKSET = rdflib.URIRef(ID + "linkset-wikidata")


@pytest.fixture(scope="module")
def release() -> rdflib.Graph:
    graph = rdflib.Graph()
    for path in graph_files():
        graph.parse(path, format="turtle")
    return graph


@pytest.fixture(scope="module")
def described() -> rdflib.Graph:
    graphs = {name: list(load_store(paths)) for name, paths in named_graphs().items()}
    text = serialise.turtle(void.describe(graphs, void.description_of(graphs)))
    return rdflib.Graph().parse(data=text, format="turtle")


def number(graph: rdflib.Graph, node: rdflib.term.Node, name: str) -> int:
    [value] = graph.objects(node, VOID[name])
    return int(str(value))


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("triples", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"),
        ("distinctSubjects", "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }"),
        ("distinctObjects", "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }"),
        ("properties", "SELECT (COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }"),
        ("classes", "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s a ?o }"),
        ("entities", f'SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s ?p ?o FILTER STRSTARTS(STR(?s), "{ID}") }}'),
    ],
)
def test_the_counts_of_the_dataset(described: rdflib.Graph, release: rdflib.Graph, name: str, query: str) -> None:
    [[expected]] = release.query(query)  # type: ignore[misc]
    assert number(described, DATASET, name) == int(expected) > 0


def partitions(described: rdflib.Graph, whole: rdflib.term.Node, kind: str) -> Iterator[tuple[str, rdflib.term.Node]]:
    for node in described.objects(whole, VOID[f"{kind}Partition"]):
        [term] = described.objects(node, VOID[kind])
        yield str(term), node


def test_each_class_has_its_partition(described: rdflib.Graph, release: rdflib.Graph) -> None:
    found = {term: number(described, node, "entities") for term, node in partitions(described, DATASET, "class")}
    expected = {str(kind): len(set(release.subjects(RDF.type, kind))) for kind in set(release.objects(None, RDF.type))}
    assert found == expected


def test_each_property_has_its_partition(described: rdflib.Graph, release: rdflib.Graph) -> None:
    found = {}
    for term, node in partitions(described, DATASET, "property"):
        found[term] = [number(described, node, name) for name in ("triples", "distinctSubjects", "distinctObjects")]
    expected = {}
    for predicate in set(release.predicates()):
        pairs = list(release.subject_objects(predicate))
        expected[str(predicate)] = [len(pairs), len({s for s, _ in pairs}), len({o for _, o in pairs})]
    assert found == expected


def test_each_class_tells_its_properties_and_what_they_lead_to(described: rdflib.Graph, release: rdflib.Graph) -> None:
    seen = 0
    for kind, node in partitions(described, DATASET, "class"):
        members = set(release.subjects(RDF.type, rdflib.URIRef(kind)))
        for predicate, part in partitions(described, node, "property"):
            values = [o for s in members for o in release.objects(s, rdflib.URIRef(predicate))]
            assert number(described, part, "triples") == len(values) > 0
            for reached, target in partitions(described, part, "class"):
                seen += 1
                ends = [o for o in values if (o, RDF.type, rdflib.URIRef(reached)) in release]
                assert number(described, target, "triples") == len(ends) > 0
    assert seen > 20


def test_each_named_graph_of_the_data_is_described_and_counted(described: rdflib.Graph) -> None:
    subsets = set(described.objects(DATASET, VOID.subset)) - {LINKSET}
    assert {str(node) for node in subsets} == named_graphs().keys() - {ONTOLOGY, SCHEMES}
    for node in subsets:
        expected = rdflib.Graph()
        for path in named_graphs()[str(node)]:
            expected.parse(path, format="turtle")
        assert number(described, node, "triples") == len(expected) > 0


def test_the_linkset_counts_the_rows_of_the_table(described: rdflib.Graph) -> None:
    table = (home() / "data" / "links" / "wikidata.sssom.tsv").read_text(encoding="utf-8")
    rows = [line for line in table.splitlines() if line.startswith("id:")]
    assert number(described, LINKSET, "triples") == len(rows) > 0


def test_the_vocabularies_are_those_of_the_terms(described: rdflib.Graph, release: rdflib.Graph) -> None:
    found = [str(node) for node in described.objects(DATASET, VOID.vocabulary)]
    terms = {*release.predicates(), *release.objects(None, RDF.type)}
    assert len(found) > 5
    for term in terms:
        assert any(str(term).startswith(space) and "/" not in str(term)[len(space) :] for space in found), term
    for space in found:
        assert any(str(term).startswith(space) for term in terms), space


def test_the_description_is_whole_in_two_languages(described: rdflib.Graph) -> None:
    for name in (DCTERMS.title, DCTERMS.description):
        languages = {text.language for text in described.objects(DATASET, name) if isinstance(text, rdflib.Literal)}
        assert languages == {"en", "id"}
    for name in (DCTERMS.license, DCTERMS.creator, DCTERMS.publisher, DCTERMS.rights, VOID.subset):
        assert list(described.objects(DATASET, name)), name


def test_the_description_committed_with_the_data_holds_no_count() -> None:
    text = (home() / "data" / "dataset.ttl").read_text(encoding="utf-8")
    assert not {"void:triples", "void:entities", "void:properties", "void:classes"} & set(text.split())


def test_there_is_no_blank_node_and_no_two_partitions_share_a_name() -> None:
    quads = [
        ox.Quad(ox.NamedNode(ID + "a"), ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), kind)
        for kind in (ox.NamedNode("https://x.example/City"), ox.NamedNode("https://y.example/City"))
    ]
    found = void.describe({"urn:g": quads}, [])
    assert not any(isinstance(node, ox.BlankNode) for quad in found for node in (quad.subject, quad.object))
    assert len({quad.subject for quad in found if quad.predicate.value.endswith("#class")}) == 2
