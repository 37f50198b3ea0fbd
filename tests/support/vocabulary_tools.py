"""What the tests of the vocabulary share: the graphs, the term lists, and the IRIs that a file uses."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.term import Node

from paradiplomacy.rdf.namespaces import ID, PARA, SHAPES
from paradiplomacy.release import alignments_file, graph_files, home

ROOT = home()
CORE = ROOT / "ontology" / "paradiplomacy.ttl"
CONCEPTS = ROOT / "ontology" / "schemes.ttl"
ALIGNMENTS = alignments_file()
LISTS = Path(__file__).parents[1] / "vocabularies"

OWN = {
    "para": PARA,
    "id": ID,
    "psh": SHAPES,
}
# Wikidata has no list of terms but millions of ids; wikidata.tsv lists those that were reviewed for use here.
WIKIDATA = {
    "wd": "http://www.wikidata.org/entity/",
    "wdt": "http://www.wikidata.org/prop/direct/",
    "p": "http://www.wikidata.org/prop/",
    "ps": "http://www.wikidata.org/prop/statement/",
    "psv": "http://www.wikidata.org/prop/statement/value/",
    "pq": "http://www.wikidata.org/prop/qualifier/",
    "pqv": "http://www.wikidata.org/prop/qualifier/value/",
    "pr": "http://www.wikidata.org/prop/reference/",
}
PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)


@dataclass(frozen=True)
class Vocabulary:
    """One reused vocabulary: its prefix, its namespace and the IRIs of its terms."""

    prefix: str
    namespace: str
    terms: frozenset[str]


@cache
def vocabularies() -> dict[str, Vocabulary]:
    """Namespace → vocabulary, read from the lists in tests/vocabularies."""
    found = {}
    for path in sorted(LISTS.glob("*.txt")):
        title, binding, *terms = path.read_text(encoding="utf-8").splitlines()
        match = re.fullmatch(r"# prefix (\S+) namespace (\S+)", binding)
        assert title.startswith("# ") and match, f"{path}: its first two lines are not as the README says"
        found[match[2]] = Vocabulary(match[1], match[2], frozenset(terms))
    return found


@cache
def wikidata_labels() -> dict[str, str]:
    """The properties and classes of Wikidata that were reviewed for use here → their labels."""
    with (LISTS / "wikidata.tsv").open(encoding="utf-8", newline="") as stream:
        return {row["id"]: row["label"] for row in csv.DictReader(stream, delimiter="\t")}


def bindings() -> dict[str, str]:
    """Every prefix that the project's files may bind → its namespace."""
    return {v.prefix: v.namespace for v in vocabularies().values()} | OWN | WIKIDATA


@cache
def graph(*paths: Path) -> Graph:
    """The triples of the given Turtle files together; not to be changed by a test."""
    result = Graph()
    for path in paths:
        result.parse(path, format="turtle")
    assert len(result) > 0
    return result


def core() -> Graph:
    """The vocabulary alone."""
    return graph(CORE)


@cache
def release() -> Graph:
    """Vocabulary, schemes and data, as they are published."""
    return graph(*graph_files())


def data_files() -> list[Path]:
    """The Turtle files of data/."""
    return [path for path in graph_files() if path not in (CORE, CONCEPTS)]


def turtle_files() -> list[Path]:
    """Every Turtle file of ontology/ and data/, shapes and alignments included."""
    return sorted([*(ROOT / "ontology").rglob("*.ttl"), *(ROOT / "data").rglob("*.ttl")])


def query_texts() -> dict[Path, str]:
    """Every .rq file under queries/ → its text."""
    return {path: path.read_text(encoding="utf-8") for path in sorted((ROOT / "queries").rglob("*.rq"))}


def own_terms(of: Graph | None = None) -> set[URIRef]:
    """The classes and properties that the vocabulary declares in its own namespace."""
    where = of if of is not None else core()
    kinds = (OWL.Class, *PROPERTY_KINDS)
    found = {s for kind in kinds for s in where.subjects(RDF.type, kind) if str(s).startswith(PARA)}
    assert found
    return {term for term in found if isinstance(term, URIRef)}


def own_classes() -> set[URIRef]:
    """The classes among the vocabulary's own terms."""
    return {t for t in own_terms() if (t, RDF.type, OWL.Class) in core()}


def own_properties() -> set[URIRef]:
    """The properties among the vocabulary's own terms."""
    return own_terms() - own_classes()


def name(iri: Node | str) -> str:
    """A short name for messages: `para:City` for the IRI of that class."""
    for prefix, namespace in sorted(bindings().items(), key=lambda item: -len(item[1])):
        if str(iri).startswith(namespace):
            return f"{prefix}:{str(iri)[len(namespace) :]}"
    return f"<{iri}>"


def names(iris: Iterable[Node]) -> list[str]:
    """Short names in order, for a comparison that reads well when it fails."""
    return sorted(name(iri) for iri in iris)


def texts(subject: Node, predicate: URIRef, language: str, of: Graph | None = None) -> list[str]:
    """The texts of one property of a thing in one language."""
    where = of if of is not None else core()
    return [str(o) for o in where.objects(subject, predicate) if isinstance(o, Literal) and o.language == language]


def ancestors(term: Node, predicate: URIRef = RDFS.subClassOf, of: Graph | None = None) -> set[Node]:
    """The term and everything above it."""
    where = of if of is not None else core()
    return {above for above in where.transitive_objects(term, predicate) if above is not None}


def iris_of(of: Graph) -> set[str]:
    """Every IRI in a graph, the datatypes of its literals included."""
    found = set()
    for triple in of:
        for node in triple:
            if isinstance(node, URIRef):
                found.add(str(node))
            elif isinstance(node, Literal) and node.datatype is not None:
                found.add(str(node.datatype))
    return found


_PREFIX = re.compile(r"^\s*@?prefix\s+([\w-]*):\s*<([^<>\s]*)>", re.IGNORECASE | re.MULTILINE)
_SKIP = re.compile(r'"""(?:[^"\\]|\\.|"(?!""))*"""' r"|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|<([^<>\s]*)>|#[^\n]*")
_NAME = re.compile(r"(?<![\w?$:-])([A-Za-z][\w-]*):([A-Za-z_][\w.-]*[\w-]|[A-Za-z_])?")


def prefixes_of(text: str) -> list[tuple[str, str]]:
    """The prefixes that a Turtle or SPARQL text binds, with their namespaces."""
    return _PREFIX.findall(text)


def iris_of_query(text: str) -> set[str]:
    """Every IRI that a SPARQL text writes in full or as a prefixed name, comments and strings left out."""
    bound = dict(prefixes_of(text))
    body = _PREFIX.sub("", text)
    full = {match[1] for match in _SKIP.finditer(body) if match[1]}
    return full | set(_expanded(_SKIP.sub(" ", body), bound))


def _expanded(text: str, bound: dict[str, str]) -> Iterator[str]:
    for prefix, local in _NAME.findall(text):
        assert prefix in bound, f"prefix {prefix}: is not declared"
        yield bound[prefix] + local
