"""The engine of ``validate`` finds what pySHACL finds, and says whatever it finds in the words of the shapes."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
from support.mutations import mutated
from support.shape_cases import findings, good_quads, good_store, shape_cases, shapes, summary
from support.spoilt_pieces import spoilt_pieces

from paradiplomacy.errors import NotRdf11, UnreadableInput
from paradiplomacy.rdf.namespaces import PREFIXES, SH
from paradiplomacy.rdf.read import load_store
from paradiplomacy.release import graph_files
from paradiplomacy.validation.engines import ENGINES
from paradiplomacy.validation.findings import Finding
from paradiplomacy.validation.input import empty_input
from paradiplomacy.validation.shapes import Shapes, load_shapes
from paradiplomacy.validation.turtle_report import report_turtle
from paradiplomacy.validation.validate import validate

PARTS = 40
# Graphs spoilt at random, and how many of them pySHACL, which takes long to begin, is given at once.
SPOILT, TOGETHER = 1000, 100
OA = PREFIXES["oa"]
#: What a value out of order is told by, in its own shape and in the one that refers to it.
BY_ORDER = {f"{SH}LessThanConstraintComponent", f"{SH}NodeConstraintComponent"}
HEADER = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items()) + "PREFIX ex: <http://example.org/>\n"
MESSAGE = 'sh:message "Something is wrong."@en , "Ada yang salah."@id'
DATA = """
ex:a a ex:City ; ex:name "Alda"@en ; ex:size 5 , "300"^^xsd:byte ; ex:near [ a ex:City ; ex:name "Nowhere"@en ] .
ex:b a ex:City ; ex:size "007"^^xsd:integer ; ex:near ex:a .
ex:c a ex:Village ; ex:near ex:b , "somewhere" . ex:Village rdfs:subClassOf ex:City .
"""


def told(found: Iterable[Finding], unordered: frozenset[str] = frozenset()) -> list[tuple[object, ...]]:
    """All that findings tell but place and label; of a blank node the name does not count.

    ``unordered`` are the focus nodes with a value that has no place in an order.
    """
    return sorted(
        (
            "_:" if each.focus.startswith("_:") else each.focus,
            *(each.shape, each.path, each.value, each.component, each.severity, each.predicate),
            *sorted(each.messages.items()),
        )
        for each in found
        # rdflib orders such a value as text, SPARQL does not order it at all, so shacl is right.
        if not (is_known_difference(each) or (each.component in BY_ORDER and each.focus in unordered))
    )


def is_known_difference(found: Finding) -> bool:
    """Whether the engines differ here, as docs/validation.md tells."""
    # Python lets $ match before a last line end, and takes U+001C to U+001F for white space; SHACL does not, so shacl
    # is right.
    python_only = re.search(r"\\n|\\u001[C-F]", found.value)
    by_pattern = found.component == f"{SH}PatternConstraintComponent" and python_only
    # Python also reads 1_000 as a number, and so orders it; XSD does not, so shacl is right.
    python_number = re.search(r'^"\d+_\d+"', found.value)
    # It reads digits of other scripts and white space around them, and rdflib has no year of five digits; XSD and RDF
    # have it the other way, so shacl is right. Only a shape that refers to another one shows it.
    of_node = found.component == f"{SH}NodeConstraintComponent"
    by_node = of_node and re.match(r'"(?:(?:\s|\\n)*[+-]?\d+(?:\s|\\n)*"\^\^xsd:integer$|[1-9]\d{4,}-)', found.value)
    # rdflib has no year zero; XSD 1.1 has, so shacl is right.
    year_zero = found.component == f"{SH}DatatypeConstraintComponent" and found.value.startswith('"0000-')
    # shacl cannot order a decimal of more than 18 digits after the point, so it breaks any bound; pySHACL is right.
    return bool(by_pattern or by_node or python_number or year_zero or re.fullmatch(r"-?\d*\.\d{19,}", found.value))


def agree(store: ox.Store, known: Shapes | None = None) -> list[Finding]:
    """What both engines find, but for blank nodes as positions and decimals that are none, where pySHACL gives up."""
    for quad in list(store):
        if isinstance(quad.object, ox.Literal) and quad.object.value == "NaN":
            store.remove(quad)
    for end in ("start", "end"):
        for quad in list(store.quads_for_pattern(None, ox.NamedNode(OA + end), None)):
            if isinstance(quad.object, ox.BlankNode):
                store.remove(quad)
    found, reference = (findings(store, engine, known) for engine in ENGINES)
    values = (quad for end in ("start", "end") for quad in store.quads_for_pattern(None, ox.NamedNode(OA + end), None))
    unordered = frozenset(
        quad.subject.value if isinstance(quad.subject, ox.NamedNode) else str(quad.subject)
        for quad in values
        if not re.fullmatch(r'"[+-]?\d+"\^\^<.*#integer>', str(quad.object))
    )
    assert told(found, unordered) == told(reference, unordered)
    return found


def parsed(body: str) -> ox.Store:
    store = ox.Store()
    store.load((HEADER + body).encode(), format=ox.RdfFormat.TURTLE)
    return store


def written(folder: Path, body: str, name: str = "shapes.ttl") -> Path:
    path = folder / name
    path.write_text(HEADER + body, encoding="utf-8")
    return path


@cache
def release_quads() -> tuple[ox.Quad, ...]:
    return tuple(load_store(graph_files()))


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_every_case(part: int) -> None:
    """Several cases in one graph, because pySHACL takes 0.4 s for each; one that another hides gets its own graph."""
    cases = shape_cases()[part::PARTS]
    store = good_store()
    for case in cases:
        store.update(case.text)
    seen = set(map(summary, agree(store)))
    for case in cases:
        assert case.expected in seen or list(map(summary, agree(case.patched()))) == [case.expected], case.path


#: Each is a graph with 60 changes; ``PARADIPLOMACY_LONG=1`` tries 1,000 of them, which takes about 20 minutes.
SEEDS = 1_000 if os.environ.get("PARADIPLOMACY_LONG") else 8


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(SEEDS))
def test_the_good_graph_spoilt_at_random(seed: int) -> None:
    assert len(agree(mutated(list(good_quads()), seed, 60))) > 50


@pytest.mark.slow
@pytest.mark.parametrize("seed", [100])
def test_the_release_spoilt_at_random(seed: int) -> None:
    assert len(agree(mutated(list(release_quads()), seed, 120))) > 50


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, SPOILT, TOGETHER))
def test_a_thousand_spoilt_graphs(first: int) -> None:
    """Each is a piece of the good graph with nodes of its own; the findings are compared node by node."""
    found = agree(spoilt_pieces(range(first, first + TOGETHER)))
    pieces = {name[1] for each in found if (name := re.search(r"(?:-|x)(\d+)$", each.focus))}
    assert len(pieces) > TOGETHER * 0.8


def test_the_good_graph_and_the_release() -> None:
    for quads in (good_quads(), release_quads()):
        store = ox.Store()
        store.extend(quads)
        assert agree(store) == []


SHAPES = {
    "an inverse path": ("sh:property [ sh:path [ sh:inversePath ex:near ] ; sh:minCount 1 ; MESSAGE ]", "^<", 1),
    "a sequence": ("sh:property [ sh:path ( ex:near ex:name ) ; sh:maxCount 0 ; MESSAGE ]", "/", 2),
    "alternatives": ("sh:property [ sh:path [ sh:alternativePath ( ex:near ex:name ) ] ; sh:maxCount 1 ]", "|", 2),
    "repeats": ("sh:property [ sh:path ( ex:near [ sh:zeroOrMorePath ex:near ] ) ; sh:maxCount 2 ]", "*", 1),
    "a closed shape": ("sh:closed true ; sh:ignoredProperties ( rdf:type ex:near ) ; MESSAGE", "", 5),
    "closed inside": ("sh:property [ sh:path ex:near ; sh:node [ sh:closed true ; sh:ignoredProperties "
                      "( rdf:type ex:name ) ] ; MESSAGE ]", "ex", 2),
    "a node": ("sh:nodeKind sh:IRI ; MESSAGE", "", 1),
    "no message": ("sh:property [ sh:path ex:size ; sh:minCount 1 ]", "size", 2),
}  # fmt: skip


@pytest.mark.parametrize("case", SHAPES)
def test_what_a_finding_tells(case: str, tmp_path: Path) -> None:
    constraint, path, number = SHAPES[case]
    body = f"ex:Shape a sh:NodeShape ; sh:targetClass ex:City ; {constraint.replace('MESSAGE', MESSAGE)} ."
    found = agree(parsed(DATA), load_shapes(written(tmp_path, body)))
    assert len(found) == number
    assert all(path in each.path for each in found)
    if "MESSAGE" in constraint:
        assert {each.message("id") for each in found} == {"Ada yang salah."}
    else:
        assert all(each.message("id").startswith("Ini melanggar sh:") for each in found)
    text = report_turtle(found)
    assert text.count("a sh:ValidationResult") == number
    assert "urn:x-paradiplomacy" not in text


def test_a_literal_is_judged_as_it_is_written(tmp_path: Path) -> None:
    body = "ex:Shape sh:targetClass ex:City ; sh:property ex:Size . ex:Size sh:path ex:size ; sh:datatype xsd:integer ."
    known = load_shapes(written(tmp_path, body))
    data = written(tmp_path, DATA, "data.ttl")
    for engine in ENGINES:
        values = [each.value for each in validate([data], known.path, engine=engine).findings]
        assert values == ['"300"^^xsd:byte']


def test_a_blank_node_keeps_the_name_that_the_store_knows(tmp_path: Path) -> None:
    known = load_shapes(written(tmp_path, "ex:Shape sh:targetClass ex:City ; sh:nodeKind sh:IRI ."))
    store = parsed(DATA)
    [found] = findings(store, known=known)
    near = ox.NamedNode("http://example.org/near")
    assert found.focus in {str(quad.object) for quad in store.quads_for_pattern(None, near, None, None)}


def test_a_triple_that_stands_twice_counts_once() -> None:
    """As in a file and its background, whose lines are not compared."""
    with empty_input() as given:
        given.add([*good_quads(), *good_quads()])
        from paradiplomacy.validation.engines import shape_findings

        assert shape_findings(given, shapes()) == []


BROKEN = {
    "sh:path 5 ; sh:minCount 1": "not a valid property path",
    "sh:path ex:p , ex:q ; sh:minCount 1": "sh:path stands twice",
    "sh:path ex:p ; sh:minCount 'one'": "sh:minCount",
    "sh:path ex:p ; sh:mincount 1": "sh:minCount is meant",
    "sh:path ex:p ; sh:sparql [ sh:select '' ]": "queries/checks/",
    "sh:path ex:p ; sh:pattern 5": "needs a text",
    "sh:path ex:p ; sh:pattern '[a'": "invalid sh:pattern",
    "sh:path ex:p ; sh:nodeKind sh:Class": "sh:nodeKind",
    "sh:path ex:p ; sh:class 'City'": "needs an IRI",
    "sh:path ex:p ; sh:node ex:Shape": "refers to itself",
    "sh:path ex:p ; sh:or ( [ sh:node ex:Shape ] )": "refers to itself",
    "sh:path ex:p ; sh:in _:l . _:l rdf:first 1 ; rdf:rest _:l": "sh:in",
    "sh:path _:l ; sh:minCount 1 . _:l rdf:first ex:p ; rdf:rest _:l": "path",
    "sh:path _:p ; sh:minCount 1 . _:p sh:zeroOrMorePath _:p": "path",
}


@pytest.mark.parametrize(("constraint", "word"), BROKEN.items())
def test_shapes_that_no_engine_may_use_are_one_sentence(constraint: str, word: str, tmp_path: Path) -> None:
    path = written(tmp_path, f"ex:Shape sh:targetClass ex:City ; sh:property ex:Path . ex:Path {constraint} .")
    for engine in ENGINES:
        with pytest.raises(UnreadableInput) as error:
            validate(shapes=path, engine=engine)
        sentence = str(error.value)
        assert word in sentence
        assert sentence.startswith(f"{path}: ") and sentence.endswith(".") and "\n" not in sentence


def test_where_pyshacl_gives_up_it_is_one_sentence(tmp_path: Path) -> None:
    """A blank node has no order; SHACL says that it breaks the constraint."""
    body = (
        "ex:Shape sh:targetClass ex:City ; sh:property ex:P . ex:P sh:path ex:from ; sh:lessThan ex:to ; sh:name 'x' ."
    )
    known = load_shapes(written(tmp_path, body))
    store = parsed('ex:a a ex:City ; ex:from "2001-01-01"^^xsd:date ; ex:to [] .')
    assert len(findings(store, known=known)) == 1
    with pytest.raises(UnreadableInput, match=r"pySHACL gives up: .*--engine shacl\.$"):
        findings(store, "pyshacl", known)


def test_where_shacl_is_wrong(tmp_path: Path) -> None:
    """When this fails, the engine is mended: drop the case, the filter above and the line in the documentation."""
    body = "ex:Shape sh:targetClass ex:City ; sh:property ex:P . ex:P sh:path ex:size ; sh:minExclusive 0.0 ."
    known = load_shapes(written(tmp_path, body))
    sizes = (f"ex:a a ex:City ; ex:size 1.{'3' * digits} ." for digits in (18, 19))
    assert [len(findings(parsed(size), known=known)) for size in sizes] == [0, 1]


@pytest.mark.parametrize(
    ("term", "said"),
    [("<<( ex:b ex:c ex:d )>>", "a triple inside a triple"), ('"x"@ar--rtl', 'the text "x" with a base')],
)
def test_what_rdf_11_does_not_have_is_refused_with_the_name_of_the_file(term: str, said: str, tmp_path: Path) -> None:
    path = written(tmp_path, f"ex:a ex:says {term} .", "terms.ttl")
    for engine in ENGINES:
        with pytest.raises(NotRdf11, match=rf"terms\.ttl holds {said}"):
            validate([path], engine=engine)


def test_every_target_reaches_what_the_engine_reaches(tmp_path: Path) -> None:
    """The number of nodes in the report is our own count."""
    for target in ("sh:targetClass ex:City", "sh:targetNode ex:a , ex:gone", "sh:targetObjectsOf ex:near",
                   "sh:targetSubjectsOf ex:size", "a rdfs:Class , sh:NodeShape"):  # fmt: skip
        name = "ex:City" if "rdfs:Class" in target else "ex:Shape"
        known = load_shapes(written(tmp_path, f"{name} {target} ; sh:minLength 1000 ."))
        store = parsed(DATA)
        found = {each.focus for each in findings(store, known=known)} - {"http://example.org/gone"}
        reached = {
            getattr(node, "value", "") if isinstance(node, ox.NamedNode) else str(node)
            for node in known.focus_nodes(store)
        }
        assert found == reached


def test_the_cases_do_not_all_look_the_same() -> None:
    assert len({each.shape for case in shape_cases()[:40] for each in findings(case.patched())}) > 20
    assert findings(good_store()) == []
